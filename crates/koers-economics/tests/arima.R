# Writes arima.tsv: what R makes of series of series.tsv, which are data sets of R.
#
#   apt-get install r-base-core r-cran-forecast    (Debian 12: R 4.2.2, forecast 8.20)
#   Rscript arima.R > arima.tsv
#
# Every line begins with what it is, the series, whether logarithms are taken, the seasons of a year, p d q P D Q, and whether there is a constant.
#   fixed: parameters, log-likelihood of Arima, and of arima on the series after differencing
#   fit: coefficients, standard errors, both log-likelihoods, sigma squared, AICc, BIC, then points and both ends of intervals of 80% for thirteen periods
#   chosen: AICc

suppressMessages(library(forecast))

shown <- function(values) paste(vapply(as.numeric(values), function(value) format(value, digits = 15), ""), collapse = " ")
line <- function(...) cat(paste(c(...), collapse = "\t"), "\n", sep = "")
none <- c(0, 0, 0)

read <- function(name, logarithm) {
  series <- get(name)
  series <- ts(as.numeric(series), frequency = max(1, frequency(series)))
  if (logarithm) log(series) else series
}
head <- function(kind, name, logarithm, series, order, seasonal, constant) {
  c(kind, name, as.integer(logarithm), frequency(series), shown(c(order, seasonal)), as.integer(constant))
}

# The same model of the series after differencing.
after <- function(series, order, seasonal, constant, ...) {
  if (seasonal[2] > 0) series <- diff(series, lag = frequency(series), differences = seasonal[2])
  if (order[2] > 0) series <- diff(series, differences = order[2])
  seasonal <- list(order = replace(seasonal, 2, 0), period = frequency(series))
  arima(series, order = replace(order, 2, 0), seasonal = seasonal, include.mean = constant, ...)
}

fixed <- function(name, order, seasonal, constant, parameters, logarithm = FALSE) {
  series <- read(name, logarithm)
  whole <- Arima(series, order = order, seasonal = seasonal, include.constant = constant, fixed = parameters, transform.pars = FALSE)
  same <- parameters
  # A drift adds its multiple to a difference with a year ago.
  if (constant && seasonal[2] > 0) same[length(same)] <- same[length(same)] * frequency(series)
  changes <- after(series, order, seasonal, constant, fixed = same, transform.pars = FALSE)
  line(head("fixed", name, logarithm, series, order, seasonal, constant), shown(parameters), shown(whole$loglik), shown(changes$loglik))
}
fixed("LakeHuron", c(1, 0, 0), none, TRUE, c(0.8, 579))
fixed("LakeHuron", c(2, 0, 1), none, TRUE, c(1.1, -0.3, 0.2, 578.5))
fixed("lh", c(3, 0, 0), none, FALSE, c(0.6, -0.05, -0.2))
fixed("WWWusage", c(1, 1, 1), none, FALSE, c(0.65, 0.53))
fixed("WWWusage", c(1, 1, 1), none, TRUE, c(0.6, 0.5, 1.2))
fixed("WWWusage", c(0, 2, 2), none, FALSE, c(-0.1, -0.4))
fixed("AirPassengers", c(0, 1, 1), c(0, 1, 1), FALSE, c(-0.4, -0.55), TRUE)
fixed("AirPassengers", c(2, 1, 1), c(0, 1, 0), FALSE, c(0.6, 0.2, -0.98))
fixed("USAccDeaths", c(1, 0, 1), c(1, 1, 1), TRUE, c(0.7, -0.3, 0.1, -0.5, -2))
fixed("ldeaths", c(1, 0, 1), c(2, 0, 1), TRUE, c(0.5, 0.2, 0.4, 0.3, -0.2, 2050))
fixed("nottem", c(2, 0, 0), c(1, 0, 0), FALSE, c(0.3, 0.1, 0.95))
# Where the search of Koers ends and that of R does not come.
fixed("UKgas", c(2, 0, 1), c(0, 1, 0), TRUE, c(-1.0505, -0.2791, 0.924, 0.016443), TRUE)

fit <- function(name, order, seasonal, constant, logarithm = FALSE) {
  series <- read(name, logarithm)
  found <- Arima(series, order = order, seasonal = seasonal, include.constant = constant)
  ahead <- forecast(found, h = 13, level = 80)
  line(
    head("fit", name, logarithm, series, order, seasonal, constant), shown(found$coef), shown(sqrt(diag(found$var.coef))), shown(found$loglik),
    shown(after(series, order, seasonal, constant)$loglik), shown(found$sigma2), shown(found$aicc), shown(found$bic), shown(ahead$mean), shown(ahead$lower), shown(ahead$upper)
  )
}
fit("WWWusage", c(1, 1, 1), none, FALSE)
fit("WWWusage", c(3, 1, 0), none, FALSE)
fit("AirPassengers", c(0, 1, 1), c(0, 1, 1), FALSE, TRUE)
fit("AirPassengers", c(2, 1, 1), c(0, 1, 0), FALSE)
fit("USAccDeaths", c(0, 1, 1), c(0, 1, 1), FALSE)
fit("LakeHuron", c(2, 0, 0), none, TRUE)
fit("LakeHuron", c(1, 0, 1), none, TRUE)
fit("LakeHuron", c(2, 1, 1), none, FALSE)
fit("Nile", c(1, 1, 1), none, TRUE)
fit("UKgas", c(1, 0, 0), c(0, 1, 1), TRUE, TRUE)
fit("UKgas", c(2, 0, 1), c(0, 1, 0), TRUE, TRUE)
fit("ldeaths", c(1, 0, 0), c(1, 1, 0), TRUE)
fit("nottem", c(1, 0, 2), c(1, 1, 2), FALSE)

chosen <- function(name, logarithm = FALSE) {
  series <- read(name, logarithm)
  found <- auto.arima(series, approximation = FALSE)
  order <- arimaorder(found)
  order <- if (length(order) == 3) c(order, none) else order[1:6]
  constant <- any(c("intercept", "drift") %in% names(found$coef))
  line(head("chosen", name, logarithm, series, order[1:3], order[4:6], constant), shown(found$aicc))
}
for (name in c("WWWusage", "AirPassengers", "USAccDeaths", "Nile", "LakeHuron", "lh", "ldeaths", "mdeaths", "nottem")) chosen(name)
for (name in c("uspop", "nhtemp", "airmiles", "discoveries", "BJsales", "austres", "UKDriverDeaths")) chosen(name)
for (name in c("AirPassengers", "JohnsonJohnson", "UKgas", "lynx")) chosen(name, TRUE)
