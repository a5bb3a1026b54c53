/** Functions that take the value itself: `setPassword`, `config.withToken`, `password`, `.api_key`. */
const STORES =
  /(?:^|[.:>\-])(?:(?:set|with|use|put|add|new|default)_?(?:[A-Z_a-z]\w{0,30})?|(?:api|access|auth|client|user|db|basic|bearer)?_?(?:pass(?:word|wd|phrase)?|pwd|secret|token|key|credentials?)(?:_?(?:key|token|value))?)$/i;

/** Whether a function of that name stores what it is given, so that its name tells what the value is. */
export const storesItsValue = (name: string): boolean => STORES.test(name);
