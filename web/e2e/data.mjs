// The file that the test drops, with the dirt of real exports, and the numbers that must come
// out, worked out here from the rows alone.
export const PRODUCTS = [
  ["Toor Dal 1 kg", "Pulses", 148],
  ["Sunflower Oil 1 l", "Oils", 132.5],
  ["Basmati Rice 5 kg", "Rice", 610],
  ["Tata Salt 1 kg", "Spices", 28],
  ["Amul Butter 500 g", "Dairy", 275],
  ["Parle-G Biscuits, family pack", "Snacks", 85],
  ["Aashirvaad Atta 10 kg", "Flour", 455],
  ["Red Label Tea 500 g", "Drinks", 290],
];
const STORES = ["Andheri", "Bandra", "Colaba"];
/** The row with a cell that is no number. */
const SPOILED = 40;
const DAYS = 244; // 1 April to 30 November 2025

function noise(seed) {
  let state = seed;
  return () => {
    state = (state * 1664525 + 1013904223) % 4294967296;
    return state / 4294967296;
  };
}

const iso = (day) => new Date(Date.UTC(2025, 3, 1 + day)).toISOString().slice(0, 10);
const quote = (text) => (text.includes(",") ? `"${text}"` : text);

export function makeSales() {
  const next = noise(7);
  const rows = [];
  for (let day = 0; day < DAYS; day++) {
    for (const store of STORES) {
      const [product, category, rate] = PRODUCTS[Math.floor(next() * PRODUCTS.length)];
      const festive = day > 180 && day < 205 ? 2 : 1;
      const quantity = Math.ceil(next() * 9 * festive);
      rows.push({
        date: iso(day),
        store,
        product,
        category,
        quantity,
        rate,
        amount: quantity * rate,
      });
    }
  }
  const lines = rows.map((r) =>
    [r.date, r.store, quote(r.product), r.category, r.quantity, r.rate, r.amount].join(","),
  );
  // One cell that is no number, a blank line, and a totals row at the foot.
  const spoiled = rows[SPOILED];
  lines[SPOILED] = lines[SPOILED].replace(`,${spoiled.quantity},`, ",7 or 8,");
  const total = rows.reduce((sum, r) => sum + r.amount, 0);
  const quantity = rows.reduce((sum, r) => sum + r.quantity, 0);
  lines.splice(100, 0, ",,,,,,");
  const text =
    [
      "date,store,product,category,quantity,rate,amount",
      ...lines,
      `Total,,,,${quantity},,${total}`,
    ].join("\n") + "\n";
  return { text, rows, total, spoiled: SPOILED };
}

/** Amount by the value of a field, the highest first. */
export function amountBy(rows, key) {
  const sums = new Map();
  for (const row of rows) sums.set(key(row), (sums.get(key(row)) ?? 0) + row.amount);
  return [...sums].sort((a, b) => b[1] - a[1]);
}
