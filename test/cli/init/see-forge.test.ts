import { expect, it } from "vitest";
import { remoteHost } from "../../../src/cli/init/remote-host.ts";
import { seeForges } from "../../../src/cli/init/see-forge.ts";
import { folderWith } from "../../scenarios/folder.ts";

const remote = (...urls: readonly string[]): Record<string, string> => ({
  ".git/HEAD": "ref: refs/heads/main\n",
  ".git/config": urls.map((url, at) => `[remote "${at === 0 ? "origin" : `other${at}`}"]\n\turl = ${url}\n`).join(""),
});

it.each<readonly [what: string, files: Record<string, string>, seen: readonly string[]]>([
  ["nothing", {}, []],
  ["workflows", { ".github/workflows/a.yml": "" }, ["github"]],
  ["GitLab's file", { ".gitlab-ci.yml": "" }, ["gitlab"]],
  ["Azure's file", { "azure-pipelines.yml": "" }, ["azure"]],
  ["Bitbucket's file", { "bitbucket-pipelines.yml": "" }, ["bitbucket"]],
  ["CircleCI's file", { ".circleci/config.yml": "" }, ["circleci"]],
  ["a Jenkinsfile", { Jenkinsfile: "" }, ["jenkins"]],
  ["Buildkite's folder", { ".buildkite/hooks/a": "" }, ["buildkite"]],
  ["templates of issues alone", { ".github/ISSUE_TEMPLATE.md": "" }, ["github"]],
  ["templates of issues, and another system", { ".github/ISSUE_TEMPLATE.md": "", Jenkinsfile: "" }, ["jenkins"]],
  ["two systems", { ".github/workflows/a.yml": "", ".circleci/config.yml": "" }, ["github", "circleci"]],
  [
    "two systems, with a remote",
    { ".github/workflows/a.yml": "", Jenkinsfile: "", ...remote("git@github.com:a/b") },
    ["github"],
  ],
  ["a system, and a remote elsewhere", { Jenkinsfile: "", ...remote("https://gitlab.com/a/b") }, ["jenkins"]],
  ["a remote on GitHub", remote("https://github.com/a/b.git"), ["github"]],
  ["a remote on GitHub by ssh", remote("git@github.com:a/b.git"), ["github"]],
  ["a remote on a server of GitLab's", remote("ssh://git@gitlab.example.com:2222/a/b.git"), ["gitlab"]],
  ["a remote on Azure", remote("https://a@dev.azure.com/a/b/_git/c"), ["azure"]],
  ["a remote on Azure by ssh", remote("git@ssh.dev.azure.com:v3/a/b/c"), ["azure"]],
  ["an old remote on Azure", remote("https://a.visualstudio.com/b/_git/c"), ["azure"]],
  ["a remote on Bitbucket", remote("https://bitbucket.org/a/b"), ["bitbucket"]],
  ["a remote on a host with a name like another's", remote("https://notgithub.com/a/b"), []],
  [
    "templates of issues, and a remote elsewhere",
    { ".github/a.md": "", ...remote("https://gitlab.com/a/b") },
    ["gitlab"],
  ],
  ["a remote in a folder", remote("/srv/github.com/a"), []],
])("sees %s", (_, files, seen) => {
  expect(seeForges(folderWith(files)).map(({ forge }) => forge.name)).toEqual(seen);
});

it("keeps nothing of a remote but its host", () => {
  const cwd = folderWith(remote("https://somebody:secret-word@GitHub.com:443/a/b.git"));
  expect(remoteHost(cwd)).toBe("github.com");
  expect(JSON.stringify(seeForges(cwd).map(({ why }) => why))).toBe('["the remote on github.com"]');
});

it("takes the host of a linked work tree's repository, and of another remote where origin has none", () => {
  const files = {
    "main/.git/HEAD": "ref: refs/heads/main\n",
    "main/.git/config": '[remote "origin"]\n\turl = ../up\n[remote "up"]\n\turl = git@gitlab.com:a/b\n',
    "main/.git/worktrees/w/HEAD": "ref: refs/heads/w\n",
    "main/.git/worktrees/w/commondir": "../..\n",
    "w/.git": "gitdir: ../main/.git/worktrees/w\n",
  };
  expect(remoteHost(`${folderWith(files)}/w`)).toBe("gitlab.com");
});
