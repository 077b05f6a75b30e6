// seek.mjs ADDRESS SECONDS plays a recording of so many seconds in a real browser, goes to
// where a minute is left, and looks at what was asked of the server for that.
import { chromium } from "playwright-core";

const [address, seconds] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu", "--autoplay-policy=no-user-gesture-required"] });
const page = await (await browser.newContext({ bypassCSP: true })).newPage();
const ranges = [];
page.on("request", r => { if (r.url() === address) ranges.push(r.headers().range ?? ""); });
const statuses = [];
page.on("response", r => { if (r.url() === address) statuses.push(r.status()); });
await page.goto(new URL("/", address).href);
const at = await page.evaluate(async ([src, to]) => {
  const audio = document.body.appendChild(document.createElement("audio"));
  const happens = name => new Promise((ok, no) => { audio.addEventListener(name, ok, { once: true }); audio.addEventListener("error", () => no(audio.error.message)); });
  audio.src = src;
  await happens("loadedmetadata");
  audio.currentTime = to;
  await happens("seeked");
  return { duration: audio.duration, now: audio.currentTime };
}, [address, seconds - 60]);
await browser.close();
const start = Math.max(...ranges.map(r => Number(/^bytes=(\d+)-/.exec(r)?.[1] ?? 0)));
console.log(`duration ${at.duration} s, at ${at.now} s; ranges ${ranges.join(", ")}; answers ${statuses.join(", ")}`);
if (Math.abs(at.duration - seconds) > 0.1 || Math.abs(at.now - (seconds - 60)) > 0.1) throw new Error("it is not where it should be");
if (start < 10e6 || !statuses.includes(206)) throw new Error("it did not get there by a range");
