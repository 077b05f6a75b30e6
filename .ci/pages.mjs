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
// What has no list of articles needs no way past its head, and a feed is no page.
const short = p => p === "-/status" || p === "missing/page";
const isFeed = p => p.endsWith(".xml");
let faults = 0;
const fault = (where, what) => { faults++; console.log(`${where}: ${what}`); };
// walk goes through a page by Tab: first comes the way past the head, each place is seen
// with a frame around it, and all that can be clicked is reached.
async function walk(page, where, skips) {
  const all = await page.evaluate(() => [...document.querySelectorAll("a[href], summary, audio, video, [tabindex='0']")].filter(e => e.checkVisibility()).length);
  const reached = [];
  for (let i = 0; i < Math.min(all, 40); i++) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(() => {
      const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
      return { what: `${e.tagName} ${(e.textContent || e.src || "").trim().slice(0, 30)}`, skip: e.matches(".skip"), body: e === document.body,
        seen: r.height > 0 && r.bottom > 0 && r.top < innerHeight, framed: s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 1 };
    });
    if (at.body) break;
    reached.push(at.what);
    if (i === 0 && skips && !(at.skip && at.seen)) fault(where, "the first Tab does not show the way to the content");
    if (!at.seen) fault(where, `Tab leads out of sight, to ${at.what}`);
    if (!at.framed) fault(where, `nothing shows that the keys are at ${at.what}`);
  }
  if (reached.length < Math.min(all, 40)) fault(where, `Tab reaches ${reached.length} of ${all} places`);
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
}
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
    if (isFeed(p)) {
      const first = await page.evaluate(() => { const r = document.querySelector("title").getBoundingClientRect(); return r.height > 0 && r.left >= 0 && r.top < innerHeight && document.documentElement.scrollWidth <= innerWidth; });
      if (!first) fault(where, "the title is not on the first screen, or the feed is wider than it");
      await page.close();
      continue;
    }
    if (seen.wide > 0) fault(where, `${seen.wide} pixels wider than the screen`);
    if (!seen.first) fault(where, "no headline on the first screen");
    if (seen.lost) fault(where, `${seen.lost} parts cannot be moved by keys`);
    await walk(page, where, !short(p));
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
