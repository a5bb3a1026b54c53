const YAML_PATH = /\.ya?ml$/i;

/** The one file that Travis reads, and copies of it under a longer name. */
const TRAVIS_PATH = /(?:^|\/)[\w-]*\.travis(?:[.-][\w.-]+)?\.ya?ml$/i;

/** Languages that few other configurations mean by the key. */
const LANGUAGE =
  /^language[ \t]*:[ \t]*["']?(?:android|c|c\+\+|clojure|cpp|crystal|csharp|d|dart|elixir|elm|erlang|generic|go|golang|groovy|haskell|haxe|java|julia|minimal|node_js|nodejs|objective-c|perl|perl6|php|python|r|ruby|rust|scala|sh|shell|bash|smalltalk|swift)["']?[ \t]*(?:#.*)?$/m;

const KEYS =
  /^(?:script|install|before_install|before_script|after_success|after_script|matrix|jobs|dist|sudo|addons|rvm|node_js|jdk)[ \t]*:/m;

/** Keys of other systems' files, none of which Travis has. */
const OTHERS = /^(?:on|pipelines|pipeline|steps|stages?|apiVersion|kind|workflows|orbs|include|default)[ \t]*:/m;

/** Whether a file is a configuration of Travis: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path)) return false;
  if (TRAVIS_PATH.test(path)) return true;
  return LANGUAGE.test(head) && KEYS.test(head) && !OTHERS.test(head);
}
