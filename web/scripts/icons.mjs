// Draws the application's icons from public/favicon.svg, which has the same mark as the frame.
//     npm run icons
// A maskable icon is cut to any shape by the phone: its ground fills the square, and the mark
// keeps within the middle 80 %.
import { readFile, writeFile } from "node:fs/promises";
import { chromium } from "playwright-core";

const PUBLIC = new URL("../public/", import.meta.url);
const MASKABLE_SCALE = 0.75;

const ICONS = [
  { name: "icon-192.png", size: 192 },
  { name: "icon-512.png", size: 512 },
  { name: "icon-maskable-192.png", size: 192, maskable: true },
  { name: "icon-maskable-512.png", size: 512, maskable: true },
  // Apple's devices round the corners themselves and show no transparency.
  { name: "icon-180.png", size: 180, maskable: true },
];

function pictureOf(svg, { size, maskable }) {
  const sized = svg.replace(
    "<svg ",
    `<svg width="${size}" height="${size}" style="display:block" `,
  );
  if (!maskable) return sized;
  const ground = sized.replace(/ rx="\d+"/, "");
  return ground.replace(
    "<path ",
    `<path transform="translate(16 16) scale(${MASKABLE_SCALE}) translate(-16 -16)" `,
  );
}

const svg = await readFile(new URL("favicon.svg", PUBLIC), "utf8");
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium-headless-shell",
  args: ["--no-sandbox", "--disable-gpu"],
});
try {
  for (const icon of ICONS) {
    const page = await browser.newPage({ viewport: { width: icon.size, height: icon.size } });
    await page.setContent(`<body style="margin:0">${pictureOf(svg, icon)}</body>`);
    const bytes = await page.screenshot({ omitBackground: true });
    await writeFile(new URL(icon.name, PUBLIC), bytes);
    await page.close();
  }
} finally {
  await browser.close();
}
