const YAML_PATH = /\.ya?ml$/i;

/** The names that Compose looks for, and their like: `docker-compose.ci.yml`, `compose.override.yaml`. */
const OWN_NAME = /(?:^|\/)[^\/]*(?:docker-?)?(?:compose|stack)(?:[-_.][^\/]*)?\.ya?ml$/i;

const SERVICES = /(?:^|[{,])["']?services["']?[ \t]*:/m;

/** Services as a map, of which one begins with what a container is made of. */
const CONTAINERS =
  /^services[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+[\w.-]+[ \t]*:[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*[ \t]+(?:image|build|container_name|extends)[ \t]*:/m;

/** Keys at the margin that no Compose file has. */
const OTHERS =
  /^["']?(?:apiVersion|kind|on|jobs|stages|steps|pool|trigger|pipeline|script|language|definitions|clone|phases|orbs|workflows|default|before_script)["']?[ \t]*:/m;

/** Whether a file is Compose's: by its name, and by its services where the name does not tell. */
export function recognise(path: string, head: string): boolean {
  if (!YAML_PATH.test(path) || !head.includes("services") || OTHERS.test(head)) return false;
  return OWN_NAME.test(path) ? SERVICES.test(head) : CONTAINERS.test(head);
}
