// Runs a site's files for Netlify as Netlify does.
// `plugin PATH FOLDER` prints why the deploy of what is in FOLDER is cancelled, if it is; `timer PATH` prints its schedule.
const { resolve } = require("node:path");
const { pathToFileURL } = require("node:url");

async function main(what, path, folder) {
  if (what === "plugin") {
    const utils = { build: { cancelBuild: (reason) => console.log(reason) } };
    await require(resolve(path)).onPostBuild({ constants: { PUBLISH_DIR: folder }, utils });
  } else {
    const timer = await import(pathToFileURL(resolve(path)).href);
    await timer.default();
    console.log(timer.config.schedule);
  }
}

main(...process.argv.slice(2));
