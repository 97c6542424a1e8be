// A small made-up site in which each page of faults has one known fault, and the other pages have none. It tries the checks themselves.
import { createServer } from 'node:http';

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
const STYLE = `
:root { color-scheme: light dark; }
* { box-sizing: border-box; }
body { margin: 0; padding: 0 16px; font: 16px/1.5 sans-serif; background: #fff; color: #111; overflow-wrap: anywhere; }
a { color: #0b4a7a; display: inline-block; min-height: 24px; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible { outline: 3px solid #b35900; }
input, select, button { font: inherit; min-height: 28px; max-width: 100%; }
.skip { position: absolute; left: -999px; } .skip:focus { left: 8px; top: 8px; }
bdi { unicode-bidi: isolate; }
@media (prefers-color-scheme: dark) { body { background: #111; color: #eee; } a { color: #9cd0ff; } }
@media print { body { background: #fff; color: #111; } nav, form, .skip { display: none; } a { color: #111; } }
.wide { width: 500px; } .still { outline: none !important; } .faint { color: #bbb; background: #fff; } .hand { cursor: pointer; }
.lid { position: fixed; inset: 0 0 auto; height: 400px; background: #444; }
.cut { height: 24px; overflow: hidden; width: 120px; } .tiny { font-size: 4px; }
.white { background: #fff !important; color: #111; } .turning { animation: turn 3s infinite; } @keyframes turn { to { transform: rotate(1turn); } }
@media (forced-colors: active) { .hush path { stroke: Canvas; } }
.ghost path { fill: none; stroke: #fff; } .close { margin: 0; font-size: 8px; line-height: 8px; } .close a { min-height: 0; }
`;
const SCRIPTS = {
  // After the page was painted, however long that takes: what moves before that was never seen.
  '/schuif.js': "const shift = () => { const box = document.createElement('div'); box.style.height = '300px'; document.body.prepend(box); }; addEventListener('load', () => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(shift, 40))));",
  '/roep.js': "console.error('made to fail');",
  '/vreemd.js': "fetch('http://example.org/').catch(() => {});",
  '/vraag.js': "setTimeout(() => alert('made to ask'), 0);",
};

/** Pages by Dutch path: what stands in the main part, what comes before it, extra heads and headers. */
const PAGES = {
  '/': { main: lang => `<p>Made up.</p><ul>${Object.keys(PAGES).filter(path => !['/', '/wees'].includes(path)).map(path => `<li><a href="${inLanguage(path, lang)}">${path.slice(1)}</a></li>`).join('')}</ul>` },
  '/goed': { main: () => `<h2 id="deel">Deel</h2><p><a href="#deel">Naar het deel</a> <a href="https://example.org/">Elders</a></p><svg role="img" aria-label="Lijn" width="200" height="60" viewBox="0 0 200 60"><path d="M0 50L200 10" fill="none" stroke="#888"/><text x="4" y="20" font-size="12" fill="#888">links</text></svg><details><summary>Meer</summary><p><a href="/goed">Deze</a></p></details>` },
  '/zoeken': { main: (lang, query) => `<form action="${inLanguage('/zoeken', lang)}"><label for="q">Zoek</label> <input id="q" type="search" name="q" value="${escape(query.get('q') ?? '')}"> <button type="submit">Zoek</button></form><p><mark>${escape(query.get('q') ?? 'niets')}</mark></p>` },
  '/dood': { main: () => '<p><a href="/nergens">Nergens</a></p>' },
  '/elders': { main: () => '<p><img src="http://example.org/beeld.png" alt="Beeld"></p>' },
  '/anker': { main: () => '<p><a href="/goed#zoek">Deel dat er niet is</a></p>' },
  '/omleiding': { main: () => '<p><a href="/oud">Oud</a></p>' },
  '/wees': { main: () => '<p>Niemand verwijst hierheen.</p>' },
  '/koek': { main: () => '<p>Zet een koekje.</p>', headers: { 'set-cookie': 'a=1' } },
  '/los': { main: () => '<p>Losse regels.</p>', headers: { 'content-security-policy': "default-src 'self'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'" } },
  '/nesten': { main: () => '<p><ul><li>Verkeerd genest</li></ul></p>' },
  '/dubbel': { main: () => '<p id="een">Een</p><p id="een">Nog een</p>' },
  '/koppen': { main: () => '<h4>Te diep</h4>' },
  '/binnenin': { main: () => '<p style="color:red">Stijl</p>' },
  '/naamloos': { title: 'Goed', main: () => '<p>Dezelfde titel.</p>' },
  '/bleek': { main: () => '<p class="faint">Te weinig contrast.</p>' },
  '/krap': { main: () => '<p class="close"><a href="/goed">a</a><br><a href="/">b</a><br><a href="/zoeken">c</a></p>' },
  '/breed': { main: () => '<div class="wide">Te breed voor een telefoon.</div>' },
  '/schuift': { main: () => '<p>Schuift.</p>', head: '<script src="/schuif.js"></script>' },
  '/knip': { main: () => '<div class="cut">Deze tekst past hier maar net in</div>' },
  '/klein': { main: () => '<svg role="img" aria-label="Klein" width="200" height="40"><text class="tiny" x="4" y="20">klein</text></svg>' },
  '/over': { main: () => '<svg role="img" aria-label="Over" width="200" height="40"><text x="4" y="20">eerste</text><text x="14" y="20">tweede</text></svg>' },
  '/rand': { main: () => '<svg role="img" aria-label="Rand" width="100" height="40"><text x="70" y="20">afgesneden</text></svg>' },
  '/onzichtbaar': { main: () => '<p><button type="button" class="still">Stil</button></p>' },
  '/klikbaar': { main: () => '<div class="hand">Alleen met de muis</div>' },
  '/volgorde': { main: () => '<p><a href="/" tabindex="5">Eerst</a></p>' },
  '/bedekt': { main: () => '<p><a href="/">Onder het deksel</a></p>', after: '<div class="lid"></div>' },
  '/zonderbegin': { skip: false, main: () => '<p>Geen sprong.</p>' },
  '/knoploos': { main: () => '<form action="/knoploos"><label for="k">Kies</label> <select id="k" name="k"><option>a</option><option>b</option></select></form>' },
  '/vergeet': { main: () => '<form action="/vergeet"><label for="k">Kies</label> <select id="k" name="k"><option>a</option><option>b</option></select> <button type="submit">Toon</button></form>' },
  '/wit': { body: 'white', main: () => '<p>Altijd wit.</p>' },
  '/draait': { main: () => '<p class="turning">Draait</p>' },
  '/spook': { main: () => '<svg class="ghost" role="img" aria-label="Spook" width="100" height="40"><path d="M0 0L100 40"/></svg>' },
  '/stil': { main: () => '<svg class="hush" role="img" aria-label="Stil" width="100" height="40"><path d="M0 0L100 40" fill="none" stroke="#888"/></svg>' },
  '/roept': { main: () => '<p>Roept.</p>', head: '<script src="/roep.js"></script>' },
  '/vreemd': { main: () => '<p>Vraagt elders.</p>', head: '<script src="/vreemd.js"></script>', headers: { 'content-security-policy': POLICY.replace("default-src 'none'", "default-src 'none'; connect-src http:") } },
  '/vraagt': { main: () => '<p>Vraagt iets.</p>', head: '<script src="/vraag.js"></script>' },
  '/vorm-goed': { main: () => form({}) },
  '/vorm-stil': { main: () => form({ described: false }) },
  '/vorm-vergeet': { main: () => form({ typed: '' }) },
  '/vorm-dwaalt': { main: () => form({ focus: false }) },
  '/vorm-leeg': { main: () => form({ words: false }) },
  '/gevaar': { main: () => '<p>aanval1 <img src="x" alt="" onerror="window.koersHit=2"></p>', headers: { 'content-security-policy': "script-src 'unsafe-inline'; img-src 'self'" } },
  '/omgekeerd': { main: () => '<p>aanval4 <span>\u202Egnidrow</span> en daarna gewone woorden</p><p>aanval5 <bdi>\u202Egnidrow</bdi> en daarna</p>' },
};

/** What each check must find, on which page, in which words. */
export const EXPECTED = [
  ['headers', '/koek', /sets a cookie/], ['headers', '/los', /unsafe-inline/],
  ['links', '/dood', /answers 404/], ['links', '/elders', /loads from another site/], ['links', '/anker', /does not have/], ['links', '/omleiding', /answers 301/], ['links', '/wees', /no chain of links/],
  ['html', '/nesten', /No “p” element in scope/], ['html', '/dubbel', /more than once/], ['html', '/koppen', /of level 4/], ['html', '/binnenin', /style inline/], ['html', '/naamloos', /same title/], ['html', '/knoploos', /no button/], ['html', '/gevaar', /event handler/],
  ['axe', '/bleek', /color-contrast/], ['axe', '/krap', /target-size/],
  ['layout', '/breed', /scrolls sideways/], ['layout', '/schuift', /layout shift/], ['layout', '/knip', /cut off/], ['layout', '/klein', /smaller than/], ['layout', '/over', /over another word/], ['layout', '/rand', /edge of its drawing/],
  ['keyboard', '/onzichtbaar', /looks as before/], ['keyboard', '/klikbaar', /no key reaches/], ['keyboard', '/volgorde', /tabindex 5/], ['keyboard', '/bedekt', /stands over it/], ['keyboard', '/zonderbegin', /no link to the content/],
  ['noscript', '/knoploos', /cannot be chosen and sent/], ['noscript', '/vergeet', /does not show the choice/],
  ['themes', '/wit', /ground is light/], ['themes', '/draait', /no motion/], ['themes', '/spook', /nothing in the drawing stands out/], ['themes', '/stil', /nothing in the drawing stands out/],
  ['hostile', '/gevaar', /event handler/], ['hostile', '/gevaar', /run as code/], ['hostile', '/omgekeerd', /turns the direction/],
  ['forms', '/vorm-stil', /not described by it/], ['forms', '/vorm-vergeet', /typed is lost/], ['forms', '/vorm-dwaalt', /focus is not on/], ['forms', '/vorm-leeg', /too little of why/], ['forms', '/vorm-leeg', /does not lead to the field/],
  ['alarms', '/roept', /made to fail/], ['alarms', '/vreemd', /asks another site/], ['alarms', '/vraagt', /opens a dialog/],
];

/** Pages on which nothing may be found. */
export const CLEAN = ['/goed', '/en/goed', '/zoeken', '/en/zoeken'];

/** A form in which nothing may be found by what looks at all pages, nor by the check of forms. It takes the focus at once, as no other page may. */
export const CLEAN_FORMS = ['/vorm-goed'];

/** A form as it comes back with a fault: `typed` is what it kept, the others are what may be missing. */
function form({ described = true, typed = 'heel veel', focus = true, words = true }) {
  const told = words ? '<h2>Dit klopt nog niet</h2><p><a href="#veld">Aantal</a>: dit is geen getal.</p>' : '<p>Fout.</p>';
  const says = described ? ' aria-describedby="veld.fout"' : '';
  return `<div role="alert" tabindex="-1"${focus ? ' autofocus' : ''}>${told}</div><form method="post" action="/vorm-goed"><p id="veld.fout">Dit is geen getal.</p><label for="veld">Aantal</label> <input id="veld" name="veld" value="${typed}" aria-invalid="true"${says}> <button type="submit">Verstuur</button></form>`;
}

export async function startFaults() {
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url, 'http://127.0.0.1');
    const lang = pathname === '/en' || pathname.startsWith('/en/') ? 'en' : 'nl';
    const path = lang === 'en' ? pathname.slice(3) || '/' : pathname;
    const send = (status, type, body, headers = {}) => {
      response.writeHead(status, { 'content-type': type, 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'content-security-policy': POLICY, ...headers });
      response.end(body);
    };
    if (pathname === '/sitemap.xml') return send(200, 'application/xml', `<urlset>${Object.keys(PAGES).map(page => `<url><loc>http://koers.example${page}</loc></url>`).join('')}</urlset>`);
    if (pathname === '/stijl.css') return send(200, 'text/css', STYLE);
    if (SCRIPTS[pathname]) return send(200, 'text/javascript', SCRIPTS[pathname]);
    if (path === '/oud') return send(301, 'text/plain', '', { location: '/goed' });
    const page = PAGES[path];
    if (!page) return send(404, 'text/html; charset=utf-8', whole('/404', { main: () => '<p>Niet gevonden.</p>' }, lang, searchParams));
    return send(200, 'text/html; charset=utf-8', whole(path, page, lang, searchParams), page.headers);
  });
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  return { base: `http://127.0.0.1:${server.address().port}`, stop: () => new Promise(resolve => { server.closeAllConnections(); server.close(resolve); }) };
}

function whole(path, page, lang, query) {
  const name = path === '/' ? 'Begin' : path[1].toUpperCase() + path.slice(2);
  const other = lang === 'nl' ? 'en' : 'nl';
  return `<!DOCTYPE html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title ?? name}</title><meta name="description" content="Made up"><link rel="stylesheet" href="/stijl.css">${page.head ?? ''}</head>
<body${page.body ? ` class="${page.body}"` : ''}>
${page.skip === false ? '' : '<a class="skip" href="#main">Naar de inhoud</a>'}
<header><nav aria-label="Taal"><a href="${inLanguage('/', lang)}">Begin</a> <a href="${inLanguage(path, other)}" hreflang="${other}" lang="${other}">${other === 'en' ? 'English' : 'Nederlands'}</a></nav></header>
<main id="main"><h1>${name}</h1>${page.main(lang, query)}</main>${page.after ?? ''}
</body>
</html>`;
}

function inLanguage(path, lang) {
  if (lang === 'nl') return path;
  return path === '/' ? '/en' : `/en${path}`;
}

function escape(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
