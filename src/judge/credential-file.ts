import { fileKindOf } from "./file-kind.ts";

const set = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Names, in lower case, of files that programs keep a person's or a server's sign-ins in. */
const NAMES = set(
  ".netrc _netrc .pgpass pgpass.conf .git-credentials .dockercfg .dockerconfigjson .npmrc .pypirc .my.cnf .mylogin.cnf .s3cfg .boto .tugboat " +
    ".htpasswd .esmtprc .msmtprc .fetchmailrc .muttrc .mailrc .offlineimaprc .smbcredentials .cifs-credentials .vault_pass .vault-token " +
    ".ftpconfig .remote-sync.json .ftppass sftp.json sftp-config.json ftpsync.settings deployment-config.json webservers.xml sshconfigs.xml " +
    "sitemanager.xml recentservers.xml filezilla.xml filezilla3.xml winscp.ini data-sources.xml dbeaver-data-sources.xml .dbeaver-data-sources.xml " +
    "data-sources.json robomongo.json robo3t.json logins.json signons.json " +
    "credentials .credentials credentials.xml credentials.toml credentials.tfrc.json .terraformrc application_default_credentials.json " +
    "wp-config.php localsettings.php configuration.php config.inc.php tomcat-users.xml settings-security.xml hudson.util.secret " +
    "rclone.conf .ovpn.auth proftpdpasswd ventrilo_srv.ini murmur.ini hub " +
    ".bash_profile .bash_login .bashrc .profile .zshrc .zshenv .zprofile .cshrc .tcshrc .kshrc .envrc .env .env.local config",
);
/** Files of an environment that is no developer's own, and of Terraform's variables. */
const ENDINGS = /(?:^|\/)(?:\.env\.(?:prod\w*|live|stag\w*|release|server)|(?:prod\w*|live|stag\w*)\.env)$|\.tfvars$/i;

/** The file that was asked about last: all values of a file are asked about in a row. */
let last: { readonly path: string; readonly holds: boolean } | undefined;

/**
 * Whether a file exists to hold credentials, by its name: what stands in a password's place there is one, however weak. Not
 * where its folder or name says that it is for tests, an example or a part of documentation.
 */
export function isCredentialFile(path: string): boolean {
  if (last?.path !== path) last = { path, holds: namesOne(path) };
  return last.holds;
}

function namesOne(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
  if (!NAMES.has(name) && !ENDINGS.test(path)) return /(?:^|\/)\.docker\/config\.json$/.test(path);
  const kind = fileKindOf(path);
  return kind === "config" || kind === "code" || kind === "data";
}
