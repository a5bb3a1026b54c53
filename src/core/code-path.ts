const CODE =
  /\.(?:[cm]?[jt]sx?|py|rb|go|rs|java|kt|kts|scala|groovy|cs|vb|fs|php\d?|phtml|c|cc|cpp|cxx|h|hpp|hh|m|mm|swift|dart|lua|pl|pm|r|jl|ex|exs|erl|clj|cljs|hs|elm|sh|bash|zsh|fish|ps1|psm1|bat|cmd|sql|vue|svelte|sol|zig|nim|d|pas|asm|s|proto|graphql|gradle|bzl|cmake|mk|nix|ipynb)$|(?:^|\/)(?:Makefile|Rakefile|Gemfile|Vagrantfile|Podfile|Brewfile|Jenkinsfile|CMakeLists\.txt)$/i;

/** Whether a file holds a program's text by its name, scripts and build files included. */
export const isProgram = (path: string): boolean => CODE.test(path);

/** Whether a file is source code by its name, in which a word without quotes is a name, whatever folder it lies in. */
export const isCode = (path: string): boolean =>
  CODE.test(path) && !/\.(?:[ck]?sh|bash|zsh|fish|sql|bat|cmd|mk)$/.test(path);
