// Prints what the YAML language server, which editors ask, says about a file: the line and message of each complaint.
const { spawn } = require("node:child_process");
const { readFileSync } = require("node:fs");
const { dirname, resolve } = require("node:path");
const { pathToFileURL } = require("node:url");
const lsp = require("vscode-languageserver-protocol/node");

const SETTINGS = { yaml: { validate: true, schemaStore: { enable: false } } };

async function main(path) {
  const program = require.resolve("yaml-language-server/bin/yaml-language-server");
  const server = spawn(process.execPath, [program, "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  const editor = lsp.createProtocolConnection(
    new lsp.StreamMessageReader(server.stdout),
    new lsp.StreamMessageWriter(server.stdin),
  );
  const uri = pathToFileURL(resolve(path)).href;
  const folder = { uri: pathToFileURL(dirname(resolve(path))).href, name: "site" };
  let isOpen = false;
  editor.onRequest("client/registerCapability", () => null);
  editor.onRequest("workspace/configuration", ({ items }) => {
    if (!isOpen) {
      isOpen = true;
      const textDocument = { uri, languageId: "yaml", version: 1, text: readFileSync(path, "utf8") };
      setImmediate(() => editor.sendNotification("textDocument/didOpen", { textDocument }));
    }
    return items.map(({ section }) => SETTINGS[section] ?? {});
  });
  editor.onNotification("textDocument/publishDiagnostics", ({ diagnostics }) => {
    console.log(JSON.stringify(diagnostics.map((d) => [d.range.start.line + 1, d.message])));
    server.kill();
    process.exit(0);
  });
  editor.listen();
  const capabilities = { workspace: { configuration: true, workspaceFolders: true } };
  await editor.sendRequest("initialize", { processId: process.pid, workspaceFolders: [folder], capabilities });
  editor.sendNotification("initialized", {});
}

main(process.argv[2]);
