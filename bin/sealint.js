#!/usr/bin/env node
// Syntax that old versions of Node can read, and no import: it says clearly when this Node is too old, and else loads the
// program, with what V8 made of it in an earlier run. CommonJS, as package.json beside it says, because that starts
// milliseconds sooner; one file, because each file more takes half of one.

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
} else if (require.main === module) {
  Promise.resolve().then(run).catch(fail);
} else {
  // A thread of a scan.
  exports.work = function (task) {
    return load("sealint").exports.work(task);
  };
  // One of a search of history.
  exports.help = function (task) {
    return load("sealint").exports.help(task);
  };
}

/** What was loaded from kept code, or is to be kept. */
var programs = [];

function run() {
  var program = load("sealint");
  // What a hook takes as well: the program finds it there.
  if (isStaged()) load("staged");
  return program.exports.main(process.argv.slice(2), __filename).then(function () {
    programs.forEach(keepCompiled);
    // All is written by now, and what Node does at an end of its own accord takes milliseconds.
    return process.exit();
  });
}

function fail(error) {
  // Node's own exit code for a crash is 1, which here means "findings".
  process.stderr.write("sealint: internal error: " + ((error && error.stack) || error) + "\n");
  process.exitCode = 2;
}

/** Whether what is staged is to be searched, as at each commit. */
function isStaged() {
  var args = process.argv.slice(2);
  return (args[0] === "hook" && args[1] === "run") || (args[0] === "scan" && args.indexOf("--staged") !== -1);
}

/**
 * Runs a file of dist as `require` does, but hands V8 the compiled code that an earlier run kept, where there is any: to
 * compile it takes half as long as an empty program runs. The module is entered where `require` looks for it, since what is
 * loaded late shares parts with it.
 */
function load(name) {
  var file = require("path").join(__dirname, "..", "dist", name + ".cjs");
  var Module = module.constructor;
  var made = new Module(file, module);
  made.filename = file;
  require.cache[file] = made;
  compile(made, file, name);
  made.loaded = true;
  return made;
}

/** Runs a file's code as that of a module. */
function compile(made, file, name) {
  var fs = require("fs");
  var vm = require("vm");
  var path = require("path");
  var source = readWrapped(fs, file);
  var kept = readCompiled(fs, path, file, name, source.stats);
  var script = new vm.Script(source.text, { filename: file, cachedData: kept.code });
  programs.push({ script: script, kept: kept });
  script.runInThisContext().call(made.exports, made.exports, made.require.bind(made), made, file, path.dirname(file));
}

/** Files that are loaded where a scan needs them: what reads pipelines, what it shares with a hook, and what reads syntax trees. */
var LATE = ["pipelines", "staged", "trees"];

// Only the program can tell whether it needs one: `require` then comes here.
require.extensions[".cjs"] = function (made, file) {
  var path = require("path");
  var name = path.basename(file, ".cjs");
  var isLate = LATE.indexOf(name) !== -1 && path.dirname(file) === path.join(__dirname, "..", "dist");
  if (isLate) compile(made, file, name);
  else require.extensions[".js"](made, file);
};

/** The function around a module, as Node has it. */
var HEAD = "(function (exports, require, module, __filename, __dirname) {";
var TAIL = "\n})";

/** Reads a program into such a function. Put together as strings it would be copied, and garbage be collected for that. */
function readWrapped(fs, file) {
  var descriptor = fs.openSync(file, "r");
  try {
    var stats = fs.fstatSync(descriptor);
    var bytes = Buffer.allocUnsafe(HEAD.length + stats.size + TAIL.length);
    bytes.write(HEAD, 0, "latin1");
    if (fs.readSync(descriptor, bytes, HEAD.length, stats.size, 0) !== stats.size)
      throw new Error(file + " is cut off");
    bytes.write(TAIL, HEAD.length + stats.size, "latin1");
    // The build sees to it that it is ASCII, which is read fastest so.
    return { text: bytes.toString("latin1"), stats: stats };
  } finally {
    fs.closeSync(descriptor);
  }
}

/** Scans that keep their compiled code, each with what those before it needed: they read different things. */
var MOST_KEPT = 3;
/** After this many seconds V8 has thrown away what was needed for the start only. */
var SOON = 2;
/** Bytes behind the code: how often it was kept, its length, and the size and time of the program that it was made of. */
var TRAILER = 24;

/** Compiled code that fits this Node, if any. V8 itself refuses what another version or build of it has made. */
function readCompiled(fs, path, file, program, stats) {
  var env = process.env;
  // Flags of V8 change its code, and coverage is counted in code that was compiled for it.
  var isPlain = process.execArgv.length === 0 && !env.NODE_OPTIONS && !env.NODE_V8_COVERAGE;
  if (!isPlain || env.NODE_DISABLE_COMPILE_CACHE) return { times: MOST_KEPT };
  var name = ["compiled", program, process.version, process.platform, process.arch].join("-") + ".cache";
  var kept = { times: 0, path: path.join(path.dirname(file), name), stats: stats, code: undefined };
  try {
    var bytes = fs.readFileSync(kept.path);
    var end = bytes.length - TRAILER;
    // V8 checks the beginning; the end is there only where all is.
    var isWhole = end > 0 && bytes.readUInt32LE(end + 4) === end;
    var isOfThis = bytes.readDoubleLE(end + 8) === stats.size && bytes.readDoubleLE(end + 16) === stats.mtimeMs;
    if (!isWhole || !isOfThis) return kept;
    kept.times = bytes.readUInt32LE(end);
    kept.code = bytes.subarray(0, end);
  } catch (missing) {
    // There is none yet.
  }
  return kept;
}

/**
 * Keeps the compiled code beside the program, for the next start: there whoever can change it can change the program, too.
 * It holds what is in the source, and nothing of what was scanned. Where it cannot be written, the next start is slower.
 */
function keepCompiled(loaded) {
  var kept = loaded.kept;
  var isScan = process.argv[2] === "scan" || (process.argv[2] === "hook" && process.argv[3] === "run");
  var isShort = process.exitCode < 2 && process.uptime() < SOON;
  if (kept.times >= MOST_KEPT || kept.stats === undefined || !isScan || !isShort) return;
  var fs = require("fs");
  var made = kept.path + "." + process.pid;
  try {
    var code = loaded.script.createCachedData();
    var trailer = Buffer.alloc(TRAILER);
    trailer.writeUInt32LE(kept.times + 1, 0);
    trailer.writeUInt32LE(code.length, 4);
    trailer.writeDoubleLE(kept.stats.size, 8);
    trailer.writeDoubleLE(kept.stats.mtimeMs, 16);
    fs.writeFileSync(made, Buffer.concat([code, trailer]), { mode: 0o644 });
    fs.renameSync(made, kept.path);
  } catch (refused) {
    try {
      fs.unlinkSync(made);
    } catch (missing) {
      // It was never there.
    }
  }
}
