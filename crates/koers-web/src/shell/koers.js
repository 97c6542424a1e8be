// What a page can do without this script, it does. The script adds comfort: stepping through the figures of a chart, and taking a text to
// copy in one go. It asks nothing of anybody, keeps nothing, and adds no figure that does not stand in the page.
"use strict";
(() => {
  const dutch = document.documentElement.lang !== "en";
  const say = (nl, en) => (dutch ? nl : en);
  const make = (name, attributes, ...inside) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inside);
    return element;
  };

  // A chart and its table stand in one `.picture`. Every row that lies on the chart says where, in thousandths of its width.
  for (const picture of document.querySelectorAll(".picture")) {
    const chart = picture.querySelector("svg.k-chart");
    const rows = [...picture.querySelectorAll("tr[data-at]")];
    if (chart && rows.length > 1) steps(chart, rows);
  }

  function steps(chart, rows) {
    const names = [...rows[0].closest("table").tHead.rows[0].cells].map(cell => cell.textContent.trim());
    const places = rows.map(row => Number(row.dataset.at));
    const title = chart.querySelector("title")?.textContent ?? "";
    const gutters = [...chart.classList].filter(name => /^k-[lr]\d/.test(name)).join(" ");
    const range = make("input", {
      type: "range", class: `k-step ${gutters}`, min: 0, max: rows.length - 1, step: 1, value: rows.length - 1,
      "aria-label": `${say("Lees de cijfers per periode", "Read the figures by period")}: ${title}`,
    });
    const read = make("p", { class: "k-read" }, say("Schuif of wijs aan om de cijfers te lezen.", "Slide or point to read the figures."));
    const line = document.createElementNS("http://www.w3.org/2000/svg", "line");
    line.setAttribute("class", "k-here");
    line.setAttribute("y1", chart.querySelector("svg")?.getAttribute("y") ?? "0");
    line.setAttribute("y2", String(chart.height.baseVal.value - 24));
    const figures = row => [...row.cells].slice(1).flatMap((cell, at) => {
      const text = cell.textContent.trim();
      return text ? [[names[at + 1], text]] : [];
    });
    const show = at => {
      const period = rows[at].cells[0].textContent.trim();
      const all = figures(rows[at]);
      range.setAttribute("aria-valuetext", `${period}: ${all.map(([name, text]) => `${name} ${text}`).join("; ") || say("geen cijfer", "no figure")}`);
      return [period, all];
    };
    const point = at => {
      const [period, all] = show(at);
      range.value = at;
      for (const end of ["x1", "x2"]) line.setAttribute(end, `${places[at] / 10}%`);
      if (!line.isConnected) chart.append(line);
      read.replaceChildren(make("b", {}, period), ...all.map(([name, text]) => make("span", {}, `${name} `, make("b", {}, text))));
    };
    show(rows.length - 1);
    range.addEventListener("input", () => point(Number(range.value)));
    chart.addEventListener("pointermove", event => {
      const box = chart.getBoundingClientRect();
      const at = ((event.clientX - box.left) / box.width) * 1000;
      let near = 0;
      places.forEach((place, index) => {
        if (Math.abs(place - at) < Math.abs(places[near] - at)) near = index;
      });
      point(near);
    });
    chart.after(make("div", { class: "k-steps" }, range, read));
  }

  // A text that is there to be copied is taken whole.
  for (const text of document.querySelectorAll("textarea[readonly]")) text.addEventListener("focus", () => text.select());
})();
