// Prints what rss-parser makes of each feed it is given: title, link, id and date of every item.
const { readFileSync } = require("node:fs");
const Parser = require("rss-parser");

async function main(files) {
  for (const file of files) {
    const feed = await new Parser().parseString(readFileSync(file, "utf8"));
    const items = feed.items.map((i) => [i.title, i.link, i.id ?? i.guid, new Date(i.isoDate).toISOString()]);
    console.log(JSON.stringify([feed.title, items]));
  }
}

main(process.argv.slice(2));
