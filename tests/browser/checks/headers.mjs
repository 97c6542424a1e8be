// What every answer promises beside its body: a strict policy, no cookie, its language, and nothing that a proxy would guess.

/** Words that a content security policy of these pages may not hold. */
const LOOSE = ["'unsafe-inline'", "'unsafe-eval'", "'unsafe-hashes'", '*', 'http:', 'https:', 'data:'];
/** Where a `data:` picture is harmless. */
const PICTURES = new Set(['img-src']);

export async function run(site, findings) {
  for (const [path, answer] of site.answers) {
    findings.look(path);
    const fault = what => findings.fault(path, '', what);
    const { status, headers } = answer;
    if (status !== 200) fault(`answers ${status}${headers.location ? ` to ${headers.location}` : ''}`);
    if (status !== 200) continue;
    if (headers['set-cookie']) fault(`sets a cookie: ${headers['set-cookie']}`);
    if (headers['x-content-type-options'] !== 'nosniff') fault('has no X-Content-Type-Options: nosniff');
    if (!/^text\/html; ?charset=utf-8$/i.test(answer.type)) fault(`has the content type ${answer.type || 'nothing'}`);
    if (!headers['referrer-policy']) fault('has no Referrer-Policy');
    policyFaults(headers['content-security-policy'] ?? '', path).forEach(fault);
  }
  const absent = '/er-is-geen-bladzijde-met-deze-naam';
  for (const path of [absent, `/en${absent}`]) {
    findings.look(path);
    const { status, type } = await site.ask(path);
    if (status !== 404) findings.fault(path, '', `a page that is not there answers ${status}, not 404`);
    if (!type.startsWith('text/html')) findings.fault(path, '', `a page that is not there answers with ${type || 'nothing'}, not with a page`);
  }
}

/** What is loose in a content security policy. Embeds may stand in other sites' frames. */
function policyFaults(policy, path) {
  if (!policy) return ['has no Content-Security-Policy'];
  const rules = new Map(policy.split(';').map(rule => rule.trim().split(/\s+/)).filter(([name]) => name).map(([name, ...values]) => [name, values]));
  const found = [];
  for (const [name, values] of rules) {
    for (const value of values) {
      if (name === 'frame-ancestors' || (value === 'data:' && PICTURES.has(name))) continue;
      if (LOOSE.includes(value) || /^https?:\/\//.test(value)) found.push(`Content-Security-Policy is loose: ${name} ${value}`);
    }
  }
  const start = rules.get('default-src') ?? [];
  if (!start.some(value => value === "'none'" || value === "'self'")) found.push('Content-Security-Policy has no default-src of none or self');
  for (const name of ['base-uri', 'form-action', 'frame-ancestors']) if (!rules.has(name)) found.push(`Content-Security-Policy has no ${name}`);
  const framed = (rules.get('frame-ancestors') ?? []).join(' ');
  if (!/^(\/en)?\/insluiten\//.test(path) && rules.has('frame-ancestors') && !["'none'", "'self'"].includes(framed)) found.push(`may be framed by ${framed}`);
  return found;
}
