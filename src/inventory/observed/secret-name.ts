const SECRET_WORD =
  /(?:^|[^a-z])(?:tokens?|secrets?|passw(?:or)?ds?|passphrase|pwd|pat|api_?keys?|private_?keys?|access_?keys?|signing_?keys?|ssh_?keys?|credentials?)(?:$|[^a-z])/i;

/** Whether a variable's name says that it holds a secret. */
export const soundsSecret = (name: string): boolean => SECRET_WORD.test(name.replaceAll("-", "_"));
