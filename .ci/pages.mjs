// pages.mjs ADDRESS SHOTS PAGE… opens each page in a real browser, light, dark and on a
// phone, lets axe-core judge it, and looks for what would scroll sideways, for scripts
// that run and for a first screen without words. Screenshots go to SHOTS.
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const axe = fs.readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const [address, shots, ...pages] = process.argv.slice(2);
fs.mkdirSync(shots, { recursive: true });
const looks = [
  { name: "light", colorScheme: "light", viewport: { width: 1100, height: 900 } },
  { name: "dark", colorScheme: "dark", viewport: { width: 1100, height: 900 } },
  { name: "phone", colorScheme: "light", viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
let faults = 0;
const fault = (where, what) => { faults++; console.log(`${where}: ${what}`); };
for (const { name, ...look } of looks) {
  const context = await browser.newContext({ ...look, bypassCSP: true });
  for (const p of pages) {
    const where = `${p || "index"} (${name})`, page = await context.newPage();
    await page.goto(address + p);
    await page.screenshot({ path: path.join(shots, `${name}-${(p || "index").replaceAll("/", "_")}.png`) });
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth - innerWidth,
      first: [...document.querySelectorAll("h1")].some(e => { const r = e.getBoundingClientRect(); return r.left >= 0 && r.right <= innerWidth + 1 && r.top < innerHeight; }),
      lost: [...document.querySelectorAll("pre, .wide")].filter(e => e.scrollWidth > e.clientWidth && e.tabIndex < 0).length,
    }));
    if (seen.wide > 0) fault(where, `${seen.wide} pixels wider than the screen`);
    if (!seen.first) fault(where, "no headline on the first screen");
    if (seen.lost) fault(where, `${seen.lost} parts cannot be moved by keys`);
    await page.keyboard.press("Tab");
    if (!await page.evaluate(() => document.activeElement.matches(".skip") && document.activeElement.getBoundingClientRect().top >= 0)) fault(where, "the first Tab does not show the way to the content");
    await page.evaluate(() => document.activeElement.blur());
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
    for (const v of violations) fault(where, `${v.id}: ${v.help}: ${v.nodes.map(n => n.html.slice(0, 160)).slice(0, 2).join(" ; ")}`);
    await page.close();
  }
  await context.close();
}
await browser.close();
console.log(`${pages.length} pages, ${looks.length} looks, ${faults} faults`);
process.exit(faults ? 1 : 0);
