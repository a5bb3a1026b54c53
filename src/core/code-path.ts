/** Endings of names; a set of words, since a pattern of them takes longer to compile than a small file to search. */
const ENDINGS = new Set(
  [
    "js jsx ts tsx cjs cjsx cts ctsx mjs mjsx mts mtsx py rb go rs java kt kts scala groovy cs vb fs",
    "php php0 php1 php2 php3 php4 php5 php6 php7 php8 php9 phtml c cc cpp cxx h hpp hh m mm swift dart lua pl pm r jl",
    "ex exs erl clj cljs hs elm sh bash zsh fish ps1 psm1 bat cmd sql vue svelte sol zig nim d pas asm s proto graphql",
    "gradle bzl cmake mk nix ipynb",
  ].flatMap((line) => line.split(" ")),
);
const NAMES = new Set("makefile rakefile gemfile vagrantfile podfile brewfile jenkinsfile cmakelists.txt".split(" "));

/** Code in which values stand without quotes. */
const BARE_VALUES = new Set("csh ksh sh bash zsh fish sql bat cmd mk".split(" "));

const endingOf = (path: string): string => path.slice(path.lastIndexOf(".") + 1);

/** Whether a file holds a program's text by its name, scripts and build files included. */
export const isProgram = (path: string): boolean =>
  (path.includes(".") && ENDINGS.has(endingOf(path).toLowerCase())) ||
  NAMES.has(path.slice(path.lastIndexOf("/") + 1).toLowerCase());

/** Whether a file is source code by its name, in which a word without quotes is a name, whatever folder it lies in. */
export const isCode = (path: string): boolean =>
  isProgram(path) && !(path.includes(".") && BARE_VALUES.has(endingOf(path)));
