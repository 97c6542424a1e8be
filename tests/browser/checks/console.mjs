// Every kind of page is opened with JavaScript and moved about in. What the browser hears while it does so (messages on the console, requests
// to other sites, cookies, dialogs) comes out with the alarms of all checks, at the end.

export async function run(site, findings, { browser, sample }) {
  await browser.each(site, sample, { reducedMotion: 'no-preference' }, async (page, { path }) => {
    findings.look(path);
    const kept = await page.evaluate('Object.keys(localStorage).length + Object.keys(sessionStorage).length');
    if (kept > 0) findings.fault(path, '', 'keeps something in the storage of the browser');
    // Open and use what scripts enhance, so that their errors show.
    await page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })");
    await page.mouse.move(640, 300);
    await page.mouse.wheel(0, 2000);
    await page.waitForTimeout(30);
  });
}
