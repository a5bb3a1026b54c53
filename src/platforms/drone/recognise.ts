/** The names under which Drone looks for a file, and what people call further ones. */
const DRONE_PATH = /(?:^|\/)\.?(?:[\w-]+\.)?drone\.ya?ml$|(?:^|\/)\.drone\/[^/]+\.ya?ml$/i;

/** Programs that write a pipeline. */
export const PROGRAM_PATH = /(?:^|\/)\.drone\.(?:star|starlark|jsonnet|script)$/i;

const YAML_PATH = /\.ya?ml$/i;

/** The documents that a file of Drone's holds; kinds of Kubernetes begin with a capital letter. */
const KIND = /^kind:[ \t]*["']?(?:pipeline|secret|signature|template)["']?[ \t]*(?:#.*)?$/m;

const OTHER_KEYS = /^(?:steps|type|hmac|load|get|data|trigger|clone|platform)[ \t]*:/m;

/** What version 0.8 had in place of kinds. */
const OLD = /^(?:pipeline|workspace|clone|services|matrix|branches|image)[ \t]*:/m;

/** Whether a file is one of Drone's: by its path, and by its keys where the path does not tell. */
export function recognise(path: string, head: string): boolean {
  if (PROGRAM_PATH.test(path)) return true;
  if (!YAML_PATH.test(path)) return false;
  if (DRONE_PATH.test(path)) return /(?:^|\/)\.drone\.ya?ml$/i.test(path) || KIND.test(head) || OLD.test(head);
  return KIND.test(head) && OTHER_KEYS.test(head) && !/^apiVersion[ \t]*:/m.test(head);
}
