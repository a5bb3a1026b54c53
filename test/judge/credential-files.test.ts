import { describe, expect, it } from "vitest";
import { fillExample } from "../../src/catalogue/template.ts";
import { ORIGIN_BASE } from "../../src/core/source.ts";
import { createLocate } from "../../src/findings/locate.ts";
import { scanTexts } from "../support/scan-text.ts";

/** Lines on which a file has findings by default; templates of tokens are filled in. */
function linesFound(path: string, template: string): { found: number[]; marked: number[] } {
  const { text, marks } = fillExample(template, path);
  const locate = createLocate(Buffer.from(text), ORIGIN_BASE);
  const { findings } = scanTexts({ [path]: text }, { minConfidence: "medium" });
  const linesOf = (lines: readonly number[]): number[] => [...new Set(lines)].sort((a, b) => a - b);
  return {
    found: linesOf(findings.map(({ location }) => location.start.line)),
    marked: linesOf(marks.map((mark) => locate(mark).start.line)),
  };
}

/** Passwords as people choose them, and as samples of such files have them. */
const WEAK: readonly (readonly [path: string, template: string])[] = [
  [
    ".netrc",
    "machine api.example.com login deploy password «winter22»\nmachine git.example.com login me password «secret»",
  ],
  [".pgpass", "#hostname:port:database:username:password\nlocalhost:5432:shop:root:«password»"],
  [".git-credentials", "https://me@example.com:«winter#@498»@github.com"],
  [".npmrc", "email=me@example.com\n_auth = «YWRtaW46YWRtaW4=»"],
  [".docker/config.json", '{"auths": {"https://index.docker.io/v1/": {"auth": "«‹base64-of shop:winter22›»"}}}'],
  [".env", "APP_ENV=local\nDB_USERNAME=root\nDB_PASSWORD=«admin123»\nREDIS_PASSWORD=«RedisPass1!»"],
  [".env.production", "DB_PASSWORD=«admin»"],
  [".bash_profile", "export PATH=$PATH:/opt\nexport MAIL_PASSWORD='«dummy-pass»'\nexport LAB_PASS='«password123»'"],
  [".esmtprc", 'hostname smtp.example.com:587\nusername "me@example.com"\npassword "«password»"'],
  [".ftpconfig", '{"host": "example.com",\n"user": "root",\n"pass": "«winter22»",\n"passphrase": "«swordfish»"}'],
  ["sftp-config.json", '{"host": "example.com",\n"user": "root",\n"password": "«winter»"}'],
  [".idea/WebServers.xml", '<fileTransfer host="example.com" port="22"\n password="«letmein»" username="root" />'],
  [
    "filezilla/recentservers.xml",
    '<Server><User>root</User>\n<Pass encoding="base64">«‹base64-of winter22›»</Pass></Server>',
  ],
  ["filezilla.xml", "<Server>\n<User>root</User>\n<Pass>«ExamplePas123»</Pass></Server>"],
  ["dbeaver-data-sources.xml", '<connection host="localhost" user="user"\n password="«password»"/>'],
  [
    "robomongo.json",
    '{"userName" : "mongouser",\n"userPassword" : "«mongopass»",\n"sshUserPassword" : "«roboMongoPass»"}',
  ],
  ["ventrilo_srv.ini", "[Server]\nName=Server\nAdminPassword=«AdminPassword123»\nPassword=«UserPassword123»"],
  ["wp-config.php", "<?php\ndefine( 'DB_USER', 'shop' );\ndefine( 'DB_PASSWORD', '«admin»' );"],
  ["config", "IRC_HOST=irc.example.com\nIRC_PASS=«irc_pass»"],
  ["mongoid.yml", 'production:\n  uri: "mongodb://testuser:«testpass»@ds048537.mongolab.com:48537/main"'],
  ["master.key", "«‹hex 32›»"],
  [
    "dump.sql",
    "INSERT INTO `users` (`id`, `name`, `password`) VALUES\n(1, 'me', '«$2y$12$‹alnum 53›»', 1),\n(2, 'you', '«$2y$12$‹alnum 53›»', 0);",
  ],
  ["crm.js", "let jsforce = require('jsforce');\nconn.login('me@example.com', '«salesforcepassword»', done);"],
];

const QUIET: readonly (readonly [path: string, template: string])[] = [
  [".env", "DB_PASSWORD=changeme\nAPI_KEY=<your key>\nTOKEN=${TOKEN}\nSECRET=xxxxxxxx\nPASS=\nMAIL_PASSWORD=null"],
  [".env", "POSTGRES_USER=shop\nPOSTGRES_PASSWORD=shop"],
  [".env", "PASSWORD_MIN_LENGTH=12\nTOKEN_URL=https://id.example.com/token\nSSH_KEY_FILE=/run/secrets/key"],
  [".env.example", "DB_PASSWORD=password"],
  [".env.test", "DB_PASSWORD=password"],
  ["test/fixtures/.env", "DB_PASSWORD=password"],
  ["docs/.netrc", "machine api.example.com login me password secret"],
  [".netrc", "machine api.example.com login me password ${PASSWORD}"],
  [".pgpass", "hostname:5432:database:username:<password>"],
  [".npmrc", "//registry.npmjs.org/:_authToken=${NPM_TOKEN}"],
  [".bashrc", 'alias password="pass show"\nexport HISTCONTROL=ignoredups'],
  ["wp-config.php", "define('DB_PASSWORD', 'password_here');\ndefine('AUTH_KEY', 'put your unique phrase here');"],
  ["settings.yml", "db_password: admin"],
  ["src/login.js", "await session.login('me@example.com', password, done);"],
  ["mongoid.yml", 'uri: "mongodb://testuser:testpass@localhost/main"'],
  ["README.md", "mongodb://testuser:testpass@ds048537.mongolab.com:48537/main"],
];

describe("a file that exists to hold credentials", () => {
  it.each(WEAK)("holds a password, however weak: %s", (path, template) => {
    const { found, marked } = linesFound(path, template);
    expect(marked.length).toBeGreaterThan(0);
    expect(found).toEqual(marked);
  });

  it.each(QUIET)("has nothing where nothing is set, and other files none of it: %s", (path, template) => {
    expect(linesFound(path, template).found).toEqual([]);
  });

  it.each([
    [".ftpconfig", '{"user": "root",\n"pass": "«winter22»",\n"host'],
    ["filezilla.xml", "<Server><User>root\n<Pass>«winter22»</Pass>\n</Servers"],
    ["robomongo.json", '{"connections": [[[{\n"userPassword": "«mongopass»"'],
  ])("is read as text where it is broken: %s", (path, template) => {
    const { found, marked } = linesFound(path, template);
    expect(found).toEqual(marked);
  });
});
