import { type Dialect, shellVariables } from "../environment/dialect.ts";

/** The environment of Bitbucket's steps. */
export const BITBUCKET: Dialect = {
  platform: "bitbucket-pipelines",
  variablesIn: shellVariables,
  isBuiltIn: (name) => name === "BITBUCKET_STEP_OIDC_TOKEN",
  // The key lies in the file that this one names, and the agent has loaded it.
  isOwn: (name) => name === "BITBUCKET_SSH_KEY_FILE",
  runner: {
    files: new Map([["BITBUCKET_PIPELINES_VARIABLES_PATH", "output"]]),
    commands: [],
    plainVariables: false,
  },
  folder: /^\$\{?(?:BITBUCKET_CLONE_DIR|PWD)\}?\/|^\/opt\/atlassian\/pipelines\/agent\/build\//,
};
