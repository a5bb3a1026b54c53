#!/usr/bin/env node
// Syntax that old versions of Node can read, and no import: its one task is to say clearly when this Node is too old, and
// else to get out of the way. CommonJS, as package.json beside it says, because that starts milliseconds sooner.

var NEEDED = [22, 18];
var parts = process.versions.node.split(".").map(Number);

if (parts[0] < NEEDED[0] || (parts[0] === NEEDED[0] && parts[1] < NEEDED[1])) {
  process.stderr.write(
    "sealint needs Node " +
      NEEDED.join(".") +
      " or newer, this is v" +
      process.versions.node +
      ': install a current Node, or run it once with `npx --yes node@24 "' +
      process.argv[1] +
      '"` and the same arguments.\n',
  );
  process.exitCode = 2;
} else {
  Promise.resolve()
    .then(function () {
      return require("../dist/sealint.cjs").main(process.argv.slice(2));
    })
    .catch(function (error) {
      // Node's own exit code for a crash is 1, which here means "findings".
      process.stderr.write("sealint: internal error: " + ((error && error.stack) || error) + "\n");
      process.exitCode = 2;
    });
}
