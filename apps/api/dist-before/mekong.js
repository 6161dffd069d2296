import "reflect-metadata";
import { D as OpportunityBatch, E as keepWords, Ft as emailFaults, Gt as deltasOf, Ht as instant, It as limits, L as ensureOrganization, N as PipelineStore, Rt as requiredText, S as ruleSentence, St as changesBetween, T as sqlOn, Tt as startOfDay, Ut as isDay, V as readOrganization, Zt as parseDecimal, _t as namesOfLostReason, a as transactionsOn, c as poolOf, d as lockColumns, dn as invalid, n as Writes, o as dataSource, pt as faultsOfFields, qt as mergeDeltas, rt as decideImport, s as knownMigrations, t as createPipeline, tn as may, u as audit, un as fault, vt as namesOfStage, wt as isTimeZone, z as findOrganization } from "./assets/create-pipeline-DQhtEfpW.js";
import { a as openDatabase, b as addPerson, c as readSecrets, h as passwordFaults, i as repositoryRoot, l as migrate, m as takeTurns, n as InvalidEnvironment, o as cliMessages, r as readEnv, s as makeWakeBus, t as explainStartFailure, v as viaServer, x as isAddressTaken } from "./assets/start-failure-BaW1y9OG.js";
import { join, resolve } from "node:path";
import { hashPassword } from "better-auth/crypto";
import { typeidUnboxed } from "typeid-js";
import { createHash, randomBytes } from "node:crypto";
import pg from "pg";
import { z } from "zod";
import { once } from "node:events";
import { createReadStream } from "node:fs";
import { parseArgs } from "node:util";
import { access, open, readFile, rename, rm } from "node:fs/promises";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";
import { from, to } from "pg-copy-streams";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse";
// src/data/backup/format.ts
var formatName = "mekong-backup";
var table = z.object({
	name: z.string(),
	columns: z.array(z.string()).min(1)
});
/** What stands at the beginning of a backup. */
var headerShape = z.object({
	format: z.literal(formatName),
	version: z.number().int(),
	/** By the database's clock, when the snapshot was taken. */
	madeAt: z.string(),
	/** Names of the migrations that had made the tables. */
	migrations: z.array(z.string()),
	/** Every table after those that it refers to. */
	tables: z.array(table),
	sequences: z.array(z.object({
		name: z.string(),
		value: z.string()
	}))
});
var tableShape = z.object({ name: z.string() });
var endShape = z.object({
	rows: z.number().int(),
	sha256: z.string()
});
var lastShape = z.object({ tables: z.number().int() });
/** A name in SQL, whatever letters it has. */
var quoted = (name) => `"${name.replaceAll("\"", "\"\"")}"`;
var columnList = ({ columns }) => columns.map(quoted).join(", ");
// src/data/backup/frame.ts
var headBytes = 5;
/** No frame that we write is longer; a length beyond it is no length. */
var mostBytes = 67108864;
function frame(kind, payload) {
	const head = Buffer.allocUnsafe(headBytes);
	head.write(kind, "latin1");
	head.writeUInt32BE(payload.length, 1);
	return Buffer.concat([head, payload]);
}
var jsonFrame = (kind, value) => frame(kind, Buffer.from(JSON.stringify(value)));
/** The bytes are no frames of ours, or end in the middle of one. */
var BrokenFrame = class extends Error {
	constructor(..._args) {
		super(..._args);
		this.name = "BrokenFrame";
	}
};
/** Frames out of a stream, whatever pieces it comes in. */
async function* framesOf(stream) {
	let pending = Buffer.alloc(0);
	for await (const chunk of stream) {
		pending = Buffer.concat([pending, chunk]);
		for (let next = first(pending); next; next = first(pending)) {
			yield next.frame;
			pending = pending.subarray(next.length);
		}
	}
	if (pending.length > 0) throw new BrokenFrame("the last frame is cut off");
}
function first(bytes) {
	if (bytes.length < headBytes) return void 0;
	const kind = bytes.toString("latin1", 0, 1);
	const size = bytes.readUInt32BE(1);
	if (!isKind(kind) || size > mostBytes) throw new BrokenFrame("not a frame");
	const length = headBytes + size;
	return bytes.length < length ? void 0 : {
		frame: {
			kind,
			payload: bytes.subarray(headBytes, length)
		},
		length
	};
}
var isKind = (kind) => "HTDEZ".includes(kind);
// src/data/backup/tables.ts
/** Written by migrating, not by us. */
var migrations = "migrations";
/**
* Every table that is kept, those that others refer to first: the rows can be put back in this order with all foreign
* keys in force. Unlogged tables hold what may be lost.
*/
async function keptTables(client) {
	const { rows } = await client.query(`select c.relname as name,
       array(select a.attname::text from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers_to
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relpersistence = 'p' and c.relname <> $1
     order by c.relname`, [migrations]);
	const left = new Map(rows.map((row) => [row.name, row]));
	const inOrder = [];
	while (left.size > 0) {
		const ready = [...left.values()].filter(({ refers_to }) => !refers_to.some((name) => left.has(name)));
		if (ready.length === 0) throw new Error(`Tables refer to each other in a circle: ${[...left.keys()].join(", ")}`);
		for (const { name, columns } of ready) {
			left.delete(name);
			inOrder.push({
				name,
				columns
			});
		}
	}
	return inOrder;
}
async function appliedMigrations(client) {
	const { rows } = await client.query(`select to_regclass('public.migrations') is not null as has_any`);
	if (rows[0]?.has_any !== true) return [];
	return (await client.query("select name from migrations order by id")).rows.map(({ name }) => name);
}
// src/data/backup/write-backup.ts
/**
* Writes all that a database keeps into one file, as it was at one moment: every table is read in one snapshot, so
* people go on working meanwhile and nothing is half there. The file appears under its name only when it is whole, and
* nobody else on the machine can read it.
*/
async function writeBackup(databaseUrl, file) {
	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: "mekong backup"
	});
	await client.connect();
	try {
		await client.query("begin isolation level repeatable read, read only");
		await client.query("set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0");
		return await writeSnapshot(client, file);
	} finally {
		await client.end();
	}
}
/** What the client's transaction sees. */
async function writeSnapshot(client, file) {
	const partial = `${file}.partial`;
	const handle = await open(partial, "wx", 384);
	const gzip = createGzip();
	const isWritten = pipeline(gzip, handle.createWriteStream({ flush: true }));
	try {
		const [written] = await Promise.all([writeFrames(client, gzip), isWritten]);
		await rename(partial, file);
		return written;
	} catch (error) {
		gzip.destroy();
		await isWritten.catch(() => void 0);
		await rm(partial, { force: true });
		throw error;
	}
}
async function writeFrames(client, out) {
	const header = await readHeader$1(client);
	await write(out, jsonFrame("H", header));
	let rows = 0;
	for (const table of header.tables) rows += await writeTable(client, table, out);
	await write(out, jsonFrame("Z", { tables: header.tables.length }));
	out.end();
	return {
		madeAt: header.madeAt,
		tables: header.tables.length,
		rows
	};
}
async function readHeader$1(client) {
	const { rows } = await client.query("select now()");
	const sequences = await client.query(`select sequencename as name, last_value::text as value from pg_sequences
     where schemaname = 'public' and last_value is not null and sequencename <> 'migrations_id_seq'`);
	return {
		format: formatName,
		version: 1,
		madeAt: (rows[0]?.now ?? /* @__PURE__ */ new Date()).toISOString(),
		migrations: await appliedMigrations(client),
		tables: await keptTables(client),
		sequences: sequences.rows
	};
}
async function writeTable(client, table, out) {
	await write(out, jsonFrame("T", { name: table.name }));
	const copy = client.query(to(`copy ${quoted(table.name)} (${columnList(table)}) to stdout`));
	const hash = createHash("sha256");
	const framed = copy.pipe(new Transform({ transform: (chunk, _, done) => {
		hash.update(chunk);
		done(null, frame("D", chunk));
	} }));
	copy.once("error", (error) => framed.destroy(error));
	for await (const piece of framed) await write(out, piece);
	await write(out, jsonFrame("E", {
		rows: copy.rowCount,
		sha256: hash.digest("hex")
	}));
	return copy.rowCount;
}
/** Waits when the file can't keep up: a big table must not pile up in memory. */
async function write(out, bytes) {
	if (out.errored) throw out.errored;
	if (!out.write(bytes)) await once(out, "drain");
}
// src/cli/command.ts
/** A command could not begin; the message is one sentence for the terminal. */
var CommandRefused = class extends Error {
	constructor(..._args) {
		super(..._args);
		this.name = "CommandRefused";
	}
};
/** The person as whom a command acts: the first administrator, or the one named. Their rights are the ceiling. */
async function actAs(sql, email) {
	const [row] = await sql.rows(`select u.id as "userId", u.role, u.visibility, u.sees_amounts as "seesAmounts", u.main_team_id as "mainTeamId", u.locale,
       array(select team_id from team_member where user_id = u.id order by team_id) as "teamIds",
       array(select team_id from team_member where user_id = u.id and is_leader order by team_id) as "ledTeamIds"
     from app_user u where u.is_active and ${email === void 0 ? `u.role = 'ADMINISTRATOR'` : "u.email = lower($1)"}
     order by u.has_sign_in desc, u.created_at, u.id limit 1`, email === void 0 ? [] : [email]);
	if (!row) throw new CommandRefused(email === void 0 ? "There is no administrator yet: set up the organisation first (npm start)." : `There is no active person with the address ${email}.`);
	const { locale, ...actor } = row;
	return {
		actor: {
			...actor,
			scopes: null
		},
		road: "IMPORT",
		actorKey: actor.userId,
		via: viaServer,
		locale
	};
}
// src/cli/backup/backup-command.ts
var backupHelp = `npm run mekong -- backup FILE

Writes everything into one compressed file, as it is at one moment, while people go on working. The file holds all that
the database holds, secrets among it: keep it as you keep the database. Only you can read it (mode 0600).`;
async function runBackup(databaseUrl, file, locale) {
	const words = cliMessages[locale].backup;
	if (await isThere(file)) throw new CommandRefused(words.fileExists({ path: file }));
	try {
		const { tables, rows } = await writeBackup(databaseUrl, file);
		console.log(words.written({
			path: file,
			tables,
			rows
		}));
		return 0;
	} catch (error) {
		if (isFileFault(error)) throw new CommandRefused(words.notWritable({
			path: file,
			code: error.code
		}));
		throw error;
	}
}
var isThere = (file) => access(file).then(() => true, () => false);
/** Of the file and not of the network: those name their path. */
var isFileFault = (error) => error instanceof Error && "code" in error && ("path" in error || error.code === "ENOSPC");
// src/cli/backup/language.ts
/** The organisation's language; Vietnamese before there is one. Asked of tables of any version, or of none. */
async function languageOf(databaseUrl) {
	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: "mekong command"
	});
	await client.connect();
	try {
		const { rows } = await client.query(`select to_regclass('organization') is not null as has_any`);
		if (rows[0]?.has_any !== true) return "vi";
		return (await client.query("select locale from organization")).rows[0]?.locale ?? "vi";
	} finally {
		await client.end();
	}
}
// src/data/backup/read-backup.ts
/** Why a file can't be restored; `kind` finds the sentence. */
var UnusableBackup = class extends Error {
	constructor(kind, cause) {
		super(kind, { cause });
		this.kind = kind;
		this.name = "UnusableBackup";
	}
};
/** Reads the whole file and compares every sum: what passes here is as it was written. */
async function verifyBackup(file) {
	const { header, pieces } = await openBackup(file);
	for await (const _ of pieces);
	return header;
}
/** The header, and then the tables piece by piece; a sum that does not fit ends the reading. */
async function openBackup(file) {
	const frames = known(readFrames(file));
	const head = await frames.next();
	if (head.done === true || head.value.kind !== "H") throw new UnusableBackup("notABackup");
	const header = parsed(headerShape, head.value, "notABackup");
	if (header.version > 1) throw new UnusableBackup("newerFormat");
	return {
		header,
		pieces: piecesOf(header, frames)
	};
}
async function* piecesOf(header, frames) {
	for (const { name } of header.tables) {
		if (parsed(tableShape, await next(frames, "T")).name !== name) throw new UnusableBackup("broken");
		yield {
			kind: "table",
			name
		};
		const hash = createHash("sha256");
		let piece = await next(frames, "D", "E");
		for (; piece.kind === "D"; piece = await next(frames, "D", "E")) {
			hash.update(piece.payload);
			yield {
				kind: "data",
				bytes: piece.payload
			};
		}
		const { rows, sha256 } = parsed(endShape, piece);
		if (sha256 !== hash.digest("hex")) throw new UnusableBackup("broken");
		yield {
			kind: "end",
			rows
		};
	}
	const { tables } = parsed(lastShape, await next(frames, "Z"));
	if (tables !== header.tables.length) throw new UnusableBackup("broken");
	if ((await frames.next()).done !== true) throw new UnusableBackup("broken");
}
async function next(frames, ...kinds) {
	const found = await frames.next();
	if (found.done === true || !kinds.includes(found.value.kind)) throw new UnusableBackup("broken");
	return found.value;
}
function parsed(shape, { payload }, kind = "broken") {
	try {
		return shape.parse(JSON.parse(payload.toString("utf8")));
	} catch (error) {
		throw new UnusableBackup(kind, error);
	}
}
async function* readFrames(file) {
	const bytes = createReadStream(file);
	const gunzip = createGunzip();
	bytes.once("error", (error) => gunzip.destroy(error));
	yield* framesOf(bytes.pipe(gunzip));
}
/** What can be wrong with a file, by what reading it threw. */
async function* known(frames) {
	let isFirst = true;
	try {
		for await (const one of frames) {
			yield one;
			isFirst = false;
		}
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "";
		if (code.startsWith("Z_") || error instanceof BrokenFrame) throw new UnusableBackup(isFirst ? "notABackup" : "broken", error);
		if (code.startsWith("E")) throw new UnusableBackup("unreadable", error);
		throw error;
	}
}
// src/data/backup/restore-backup.ts
/** Why nothing was restored, besides a file that is no good; `kind` finds the sentence. */
var RestoreRefused = class extends Error {
	constructor(kind) {
		super(kind);
		this.kind = kind;
		this.name = "RestoreRefused";
	}
};
/**
* Puts a backup into a database. The file is read to its end first: one that is broken, or made by a newer Mekong,
* changes nothing. Tables are made as they were when it was written, the rows come in one transaction, and then the
* tables are brought to this version. Every reader begins anew afterwards: the feed has a new epoch.
*/
async function restoreBackup(databaseUrl, file, { replaces }) {
	const header = await verifyBackup(file);
	if (header.migrations.some((name) => !knownMigrations.includes(name))) throw new RestoreRefused("newer");
	const client = new pg.Client({
		connectionString: databaseUrl,
		application_name: "mekong restore"
	});
	await client.connect();
	try {
		const applied = await appliedMigrations(client);
		if (applied.length === 0) await migrateTo(databaseUrl, header.migrations);
		else if (!isSame(applied, header.migrations)) throw new RestoreRefused("otherVersion");
		else if (!replaces && await isInhabited(client)) throw new RestoreRefused("notEmpty");
		else if (await isServed(client)) throw new RestoreRefused("inUse");
		const rows = await putBack(client, header, file);
		await migrateTo(databaseUrl, knownMigrations);
		return {
			madeAt: header.madeAt,
			tables: header.tables.length,
			rows
		};
	} finally {
		await client.end();
	}
}
async function migrateTo(databaseUrl, names) {
	const data = await dataSource(databaseUrl, {
		poolSize: 2,
		migrations: names
	}).initialize();
	try {
		await migrate(data);
	} finally {
		await data.destroy();
	}
}
var isSame = (a, b) => a.length === b.length && a.every((name) => b.includes(name));
/** What starting makes by itself (secrets, a link) is nothing that anybody would miss. */
async function isInhabited(client) {
	const { rows } = await client.query("select exists (select from organization) or exists (select from app_user) as is_so");
	return rows[0]?.is_so === true;
}
async function isServed(client) {
	const { rowCount } = await client.query(`select from pg_stat_activity where datname = current_database() and application_name = 'mekong'`);
	return (rowCount ?? 0) > 0;
}
async function putBack(client, header, file) {
	const present = await keptTables(client);
	if (!isSame(namesOf(present), namesOf(header.tables))) throw new RestoreRefused("otherVersion");
	const names = present.map(({ name }) => quoted(name));
	await client.query("begin");
	try {
		await client.query("set local statement_timeout = 0; set local lock_timeout = 0");
		for (const name of names) await client.query(`alter table ${name} disable trigger user`);
		await client.query(`truncate ${names.join(", ")}`);
		const rows = await copyTables(client, header, file);
		for (const { name, value } of header.sequences) await client.query("select setval($1::regclass, $2)", [name, value]);
		await client.query(`update feed_meta set epoch = gen_random_uuid()::text`);
		for (const name of names) await client.query(`alter table ${name} enable trigger user`);
		if (names.includes(quoted("audit_entry"))) await audit(sqlOn(client), {
			action: "RESTORE_BACKUP",
			subjectId: null,
			after: { madeAt: header.madeAt },
			actorId: null,
			via: viaServer
		});
		await client.query("commit");
		return rows;
	} catch (error) {
		await client.query("rollback").catch(() => void 0);
		throw error;
	}
}
var namesOf = (tables) => tables.map(({ name }) => name);
async function copyTables(client, header, file) {
	const { pieces } = await openBackup(file);
	let rows = 0;
	for (const table of header.tables) {
		const start = await pieces.next();
		if (start.done === true || start.value.kind !== "table") throw new UnusableBackup("broken");
		rows += await copyTable(client, table, pieces);
	}
	return rows;
}
/** Waits after each piece until the database has taken it: a big table must not pile up in memory. */
async function copyTable(client, table, pieces) {
	const into = client.query(from(`copy ${quoted(table.name)} (${columnList(table)}) from stdin`));
	const isDone = new Promise((resolve, reject) => into.once("finish", resolve).once("error", reject));
	isDone.catch(() => void 0);
	for (let piece = await pieces.next();; piece = await pieces.next()) {
		if (piece.done === true || piece.value.kind === "table") throw new UnusableBackup("broken");
		if (piece.value.kind === "end") break;
		if (!into.write(piece.value.bytes)) await Promise.race([new Promise((resolve) => into.once("drain", resolve)), isDone]);
	}
	into.end();
	await isDone;
	return into.rowCount;
}
// src/cli/backup/restore-command.ts
var restoreHelp = `npm run mekong -- restore FILE [--replace]

Puts a backup into an empty database. With --replace it takes the place of what is there, which is gone then. Stop
Mekong before. A file that is broken or made by a newer Mekong changes nothing.`;
async function runRestore(databaseUrl, { file, replaces }, locale) {
	const words = cliMessages[locale].restore;
	try {
		const { tables, rows, madeAt } = await restoreBackup(databaseUrl, file, { replaces });
		console.log(words.done({
			path: file,
			tables,
			rows,
			madeAt
		}));
		return 0;
	} catch (error) {
		if (error instanceof UnusableBackup || error instanceof RestoreRefused) throw new CommandRefused(words[error.kind]({ path: file }));
		throw error;
	}
}
// src/modules/set-up/create-administrator.ts
/** Until somebody says otherwise in the settings: where nobody was asked, the first start is in Vietnam. */
var organizationByDefault = {
	name: "Mekong",
	currency: "VND",
	timeZone: "Asia/Ho_Chi_Minh",
	locale: "vi"
};
/**
* From the command line: whoever can write to the database may let somebody in. Without a password one is made, to be
* shown once. A missing organisation is made too.
*/
async function createAdministrator(inTransaction, asked) {
	const email = asked.email.trim().toLowerCase();
	const password = asked.password ?? randomBytes(12).toString("base64url");
	const faults = [...emailFaults(email, ["email"]), ...passwordFaults(password, ["password"])];
	if (faults.length > 0) return {
		kind: "invalid",
		faults
	};
	const passwordHash = await hashPassword(password);
	return inTransaction(async (sql) => {
		await takeTurns(sql);
		if (await isAddressTaken(sql, email)) return { kind: "exists" };
		const { locale } = await ensureOrganization(sql, organizationByDefault);
		const person = {
			name: email.split("@", 1)[0] ?? email,
			email,
			role: "ADMINISTRATOR",
			visibility: "ALL",
			locale
		};
		const id = await addPerson(sql, {
			...person,
			passwordHash
		});
		await audit(sql, {
			action: "ADD_USER",
			subjectId: id,
			after: person,
			actorId: null,
			via: viaServer
		});
		return {
			kind: "created",
			email,
			password
		};
	});
}
// src/cli/create-admin.ts
var createAdminHelp = `npm run mekong -- create-admin EMAIL

Makes an administrator who can sign in. A password may come on standard input (echo ... | npm run mekong -- ...);
otherwise one is made and printed once.`;
async function runCreateAdmin({ inTransaction, locale }, email) {
	const words = cliMessages[locale].admin;
	const outcome = await createAdministrator(inTransaction, {
		email,
		password: await pipedPassword()
	});
	if (outcome.kind === "exists") throw new CommandRefused(words.exists({ email }));
	if (outcome.kind === "invalid") throw new CommandRefused(outcome.faults.map(({ rule, params }) => ruleSentence(locale, rule, params)).join(" "));
	console.log(words.created({ email: outcome.email }));
	console.log(words.password({ password: outcome.password }));
	return 0;
}
/** Null on a terminal: nobody is asked to type a password where others may read it. */
async function pipedPassword() {
	if (process.stdin.isTTY) return null;
	const piped = (await text(process.stdin)).replace(/\r?\n$/, "");
	return piped === "" ? null : piped;
}
// src/modules/opportunity/import-names.ts
/** The names of a chunk of rows, looked up together and made where the map and the person's rights allow. */
var ImportNames = class ImportNames {
	#companies = /* @__PURE__ */ new Map();
	#contacts = /* @__PURE__ */ new Map();
	#people = /* @__PURE__ */ new Map();
	#teams = /* @__PURE__ */ new Map();
	#reasons = /* @__PURE__ */ new Map();
	#words = {
		source: /* @__PURE__ */ new Set(),
		tag: /* @__PURE__ */ new Set()
	};
	constructor(tx, creates) {
		this.tx = tx;
		this.creates = creates;
	}
	static async read(tx, creates, rows) {
		const names = new ImportNames(tx, creates);
		const told = (key) => [...new Set(rows.flatMap((row) => row[key] ?? []))];
		await names.#readKnown(names.#companies, "select id, name from company where deleted_at is null and", "name", told("company"));
		await names.#readKnown(names.#contacts, "select id, name from contact where deleted_at is null and", "name", told("contact"));
		await names.#readKnown(names.#teams, "select id, name from team where", "name", told("team"));
		await names.#readReasons();
		await names.#readPeople(told("owner"));
		await names.#readWords();
		return names;
	}
	async #readKnown(into, select, column, asked) {
		const rows = await this.tx.sql.rows(`${select} (${column} = any($1) or id = any($1)) order by id desc`, [asked]);
		for (const row of rows) into.set(row.name, row).set(row.id, row);
	}
	async #readReasons() {
		const rows = await this.tx.sql.rows("select id, name, preset_key as \"presetKey\" from lost_reason where archived_at is null order by position desc");
		for (const row of rows) for (const name of [row.id, ...namesOfLostReason(row)]) this.#reasons.set(name, {
			id: row.id,
			name
		});
	}
	async #readPeople(asked) {
		const rows = await this.tx.sql.rows(`select u.name, u.email, json_build_object('id', u.id, 'isActive', u.is_active, 'mainTeamId', u.main_team_id, 'teamIds',
         coalesce((select json_agg(m.team_id order by m.team_id) from team_member m where m.user_id = u.id), '[]')) as person
       from app_user u where u.name = any($1) or u.email = any($1) or u.id = any($1) order by u.is_active, u.id desc`, [asked]);
		for (const { name, email, person } of rows) for (const key of [
			name,
			email,
			person.id
		]) this.#people.set(key, person);
	}
	async #readWords() {
		for (const kind of ["source", "tag"]) for (const { name } of await this.tx.sql.rows(`select name from ${kind}`)) this.#words[kind].add(name);
	}
	/** The things that a row names, or why it may not name them. What is new is made by `make`, once the row is good. */
	resolve(row) {
		const faults = [];
		const inserts = [];
		const find = (field, known, draft) => {
			const name = row[field];
			if (name === void 0 || name === null) return void 0;
			const found = known.get(name);
			if (found) return found;
			const drafted = draft(name);
			if (isFault(drafted)) {
				faults.push(drafted);
				return;
			}
			inserts.push(drafted.insert);
			return drafted.thing;
		};
		const team = find("team", this.#teams, (name) => this.#draftTeam(name));
		const owner = find("owner", this.#people, (name) => this.#draftPerson(name, team?.id ?? null));
		const company = find("company", this.#companies, (name) => this.#draftCompany(name));
		const contact = find("contact", this.#contacts, () => missing("contact"));
		const lostReason = find("lostReason", this.#reasons, (name) => this.#draftReason(name));
		const make = async () => {
			for (const insert of inserts) await insert();
		};
		return {
			named: {
				owner,
				team,
				company,
				contact,
				lostReason
			},
			faults,
			make
		};
	}
	/** Words are made by their first use, if the map says so. */
	faultsOfWords(source, tags) {
		const isUnknown = (kind, word) => !this.creates.has(kind) && !this.#words[kind].has(word);
		return [...source && isUnknown("source", source) ? [missing("source")] : [], ...(tags ?? []).some((tag) => isUnknown("tag", tag)) ? [missing("tags")] : []];
	}
	#draftCompany(name) {
		const refusal = this.#refusal("company", name, may(this.tx.caller.actor, "company:write"));
		if (refusal) return refusal;
		const company = {
			id: typeidUnboxed("com"),
			name
		};
		const insert = async () => {
			await this.tx.sql.count("insert into company (id, name) values ($1, $2)", [company.id, name]);
			this.tx.audit({
				action: "CREATE_COMPANY",
				subjectId: company.id,
				after: { name }
			});
			this.#companies.set(name, company);
		};
		return {
			thing: company,
			insert
		};
	}
	#draftTeam(name) {
		const refusal = this.#refusal("team", name, may(this.tx.caller.actor, "setup:write"));
		if (refusal) return refusal;
		const team = {
			id: typeidUnboxed("tea"),
			name
		};
		const insert = async () => {
			await this.tx.sql.count("insert into team (id, name) values ($1, $2)", [team.id, name]);
			this.tx.audit({
				action: "CREATE_TEAM",
				subjectId: team.id,
				after: { name }
			});
			this.#teams.set(name, team);
		};
		return {
			thing: team,
			insert
		};
	}
	/** A person without sign-in: nobody knows their address, and mail to `.invalid` goes nowhere. */
	#draftPerson(name, teamId) {
		const refusal = this.#refusal("owner", name, may(this.tx.caller.actor, "setup:write"));
		if (refusal) return refusal;
		const id = typeidUnboxed("usr");
		const person = {
			id,
			isActive: true,
			mainTeamId: teamId,
			teamIds: teamId === null ? [] : [teamId]
		};
		const insert = async () => {
			await this.tx.sql.count(`insert into app_user (id, name, email, role, visibility, main_team_id, has_sign_in)
         values ($1, $2, $3, 'REP', 'TEAM', $4, false)`, [
				id,
				name,
				`${id}@no-sign-in.invalid`,
				teamId
			]);
			if (teamId !== null) await this.tx.sql.count("insert into team_member (team_id, user_id) values ($1, $2)", [teamId, id]);
			this.tx.audit({
				action: "ADD_USER",
				subjectId: id,
				after: {
					name,
					role: "REP",
					visibility: "TEAM",
					mainTeamId: teamId
				}
			});
			this.#people.set(name, person);
		};
		return {
			thing: person,
			insert
		};
	}
	#draftReason(name) {
		const refusal = this.#refusal("lostReason", name, may(this.tx.caller.actor, "setup:write"));
		if (refusal) return refusal;
		const reason = {
			id: typeidUnboxed("lrs"),
			name
		};
		const insert = async () => {
			await this.tx.sql.count("insert into lost_reason (id, name, position) select $1, $2, coalesce(max(position) + 1, 0) from lost_reason", [reason.id, name]);
			this.tx.audit({
				action: "CREATE_LOST_REASON",
				subjectId: reason.id,
				after: { name }
			});
			this.#reasons.set(name, reason);
		};
		return {
			thing: reason,
			insert
		};
	}
	#refusal(kind, name, isAllowed) {
		if (!this.creates.has(kind)) return missing(kind);
		if (!isAllowed) return fault("FORBIDDEN", "notAllowed", [kind]);
		return requiredText(name, limits.name, [kind])[0];
	}
};
var missing = (field) => fault("NOT_FOUND", "notFound", [field]);
var isFault = (thing) => "rule" in thing;
// src/modules/opportunity/inferred-stays.ts
/**
* The stays of an imported opportunity. The first begins at its creation and each ends where the next begins; time that
* the file leaves dark is an inferred stay in the open stage before. A closed one entered its stage when it was closed.
*/
function inferStays(opportunity, stages, enteredBy) {
	const { createdAt, stageId } = opportunity;
	const enteredAt = entry(opportunity);
	const earlier = stageBefore(stageId, stages);
	const stay = (id, from, until, isInferred) => ({
		opportunity,
		stageId: id,
		enteredAt: from,
		leftAt: until,
		enteredBy,
		isInferred
	});
	if (enteredAt <= createdAt || earlier === void 0) return [stay(stageId, createdAt, null, false)];
	return [stay(earlier, createdAt, enteredAt, true), stay(stageId, enteredAt, null, false)];
}
function entry({ status, stageEnteredAt, closedAt }) {
	return status !== "OPEN" && closedAt !== null && closedAt > stageEnteredAt ? closedAt : stageEnteredAt;
}
/** The open stage to the left; what is closed came from the last open one. */
function stageBefore(stageId, stages) {
	const stage = stages.find(({ id }) => id === stageId);
	const open = stages.filter(({ kind }) => kind === "OPEN").toSorted((a, b) => a.position - b.position);
	if (stage?.kind !== "OPEN") return open.at(-1)?.id;
	return open.findLast(({ position }) => position < stage.position)?.id;
}
// src/modules/opportunity/import-opportunities.ts
/** Every good row of a chunk is written in one transaction with one event; each bad one is answered with its faults. */
async function importOpportunities(writes, caller, chunk) {
	const request = {
		caller,
		operation: "importOpportunities",
		clientMutationId: null,
		input: null
	};
	const written = await writes.run(request, async (tx) => {
		const results = await importAll(tx, chunk);
		return chunk.isDryRun ? { refuse: results } : { commit: results };
	});
	if (written.kind === "key-refused") throw new Error("An import has no idempotency key.");
	return written.kind === "written" ? written.outcome : written.refusal;
}
async function importAll(tx, { pipelineId, entries, creates }) {
	const { actor } = tx.caller;
	const forbidden = {
		kind: "failed",
		faults: [fault("FORBIDDEN", "notAllowed")]
	};
	if (!may(actor, "opportunity:create")) return entries.map(() => forbidden);
	const pipelines = new PipelineStore(tx.sql);
	const columns = (await pipelines.pipeline(pipelineId))?.stages.map(({ id }) => id) ?? [];
	await lockColumns(tx.sql, columns);
	const pipeline = await pipelines.pipeline(pipelineId);
	if (!pipeline) throw new Error(`Pipeline ${pipelineId} is gone.`);
	const batch = new OpportunityBatch(tx.sql);
	const known = await batch.lockByExternalId(entries.flatMap(({ externalId }) => externalId ?? []));
	const names = await ImportNames.read(tx, creates, entries.map((entry) => entry.names));
	const ranks = new EndRanks(await batch.lastRanks(columns));
	const steps = [];
	const results = [];
	for (const entry of entries) {
		const { result, step } = await importOne(tx, pipeline, names, ranks, entry.externalId === null ? null : known.get(entry.externalId) ?? null, entry);
		if (step) steps.push(step);
		results.push(result);
	}
	await writeSteps(tx, pipeline, batch, steps);
	return results;
}
async function importOne(tx, pipeline, names, ranks, before, entry) {
	const stage = stageOf(pipeline, entry.names.stage);
	const { named, faults, make } = names.resolve(entry.names);
	faults.push(...names.faultsOfWords(entry.fields.source, entry.fields.tags));
	if (stage === null) faults.push(fault("NOT_FOUND", "notFound", ["stage"]));
	if (faults.length > 0) return { result: {
		kind: "failed",
		faults
	} };
	const isLost = (stage?.kind ?? before?.status) === "LOST";
	const fields = {
		...entry.fields,
		...money(entry, before, pipeline),
		externalId: entry.externalId ?? void 0,
		ownerId: idOr(entry.names.owner, named.owner),
		teamId: idOr(entry.names.team, named.team),
		companyId: idOr(entry.names.company, named.company),
		contactId: idOr(entry.names.contact, named.contact),
		lostReasonId: isLost ? named.lostReason?.id : void 0
	};
	const target = stage ?? pipeline.stages.find(({ id }) => id === before?.stageId);
	const decision = decideImport(tx.caller.actor, pipeline, before, {
		fields,
		stage: stage ?? void 0,
		dates: entry.dates
	}, {
		...named,
		lostReason: isLost ? named.lostReason : void 0
	}, {
		id: typeidUnboxed("opp"),
		rank: "0",
		now: tx.now
	});
	if (decision.kind === "refused") return { result: {
		kind: "failed",
		faults: decision.faults
	} };
	if (decision.kind === "unchanged") return { result: { kind: "unchanged" } };
	await make();
	const after = before === null || before.stageId !== decision.after.stageId ? {
		...decision.after,
		rank: ranks.next(target?.id ?? decision.after.stageId)
	} : decision.after;
	return {
		result: { kind: decision.kind },
		step: {
			before,
			after
		}
	};
}
/** Undefined: not told; null: told, and not there. */
function stageOf(pipeline, name) {
	if (name === void 0 || name === null) return void 0;
	return pipeline.stages.find((stage) => stage.id === name || namesOfStage(stage).includes(name)) ?? null;
}
/** An amount needs its currency: the row's, else what the record has, else the pipeline's. */
function money({ amount, currency }, before, pipeline) {
	const effective = currency ?? before?.currency ?? pipeline.currency;
	if (amount === null) return {
		amount: null,
		currency: effective
	};
	if (amount !== void 0) return { amount: {
		amount,
		currency: effective
	} };
	return currency ? { currency } : {};
}
var idOr = (told, found) => told === void 0 ? void 0 : found?.id ?? null;
/** Imported cards go to the end of their column, in the order of the file. */
var EndRanks = class {
	constructor(last) {
		this.last = last;
	}
	next(stageId) {
		const rank = (this.last.get(stageId) ?? 0n) + (1n << 20n);
		this.last.set(stageId, rank);
		return String(rank);
	}
};
async function writeSteps(tx, pipeline, batch, steps) {
	if (steps.length === 0) return;
	const { actor, road } = tx.caller;
	const created = steps.filter(({ before }) => before === null).map(({ after }) => after);
	const updated = steps.filter(({ before }) => before !== null);
	const moved = updated.filter(({ before, after }) => before?.stageId !== after.stageId).map(({ after }) => after);
	for (const source of new Set(steps.flatMap(({ after }) => after.source ?? []))) await keepWords(tx.sql, source, []);
	await keepWords(tx.sql, null, [...new Set(steps.flatMap(({ after }) => after.tags))]);
	await batch.insert(created);
	await batch.update(updated.map(({ after }) => after));
	await batch.leave(moved);
	await batch.stays([...created.flatMap((opportunity) => inferStays(opportunity, pipeline.stages, actor.userId)), ...moved.map((opportunity) => ({
		opportunity,
		stageId: opportunity.stageId,
		enteredAt: opportunity.stageEnteredAt,
		leftAt: null,
		enteredBy: actor.userId,
		isInferred: false
	}))]);
	await batch.history(steps.map(({ before, after }) => ({
		opportunity: after,
		kind: "IMPORTED",
		road,
		actorId: actor.userId,
		validAt: tx.now,
		changes: changesBetween(before, after)
	})), tx.caller.via);
	tellChunk(tx, pipeline.id, steps);
}
/** One event tells the board of the whole chunk: whoever looks drops these cards and reads the columns again. */
function tellChunk(tx, pipelineId, steps) {
	const deltas = mergeDeltas(steps.flatMap(({ before, after }) => deltasOf(before, after)));
	const touched = new Set(steps.flatMap(({ before, after }) => [...before ? [before.stageId] : [], after.stageId]));
	const opportunityIds = steps.map(({ before, after }) => ({
		id: after.id,
		before: before && {
			ownerId: before.ownerId,
			teamId: before.teamId
		},
		after: {
			ownerId: after.ownerId,
			teamId: after.teamId
		}
	}));
	tx.emit({
		pipelineId,
		type: "BULK_CHANGED",
		opportunityId: null,
		opportunityVersion: null,
		clientMutationId: null,
		before: null,
		after: null,
		deltas,
		payload: {
			touchedStageIds: [...touched],
			opportunityIds
		}
	});
}
/** A second row of one file with the same external id contradicts the first. */
var repeatedExternalId = () => invalid("taken", ["externalId"]);
// src/cli/import/import-map.ts
/** What a map may give an opportunity. */
var importFields = [
	"externalId",
	"title",
	"stage",
	"amount",
	"currency",
	"company",
	"contact",
	"owner",
	"team",
	"source",
	"medium",
	"campaign",
	"tags",
	"probability",
	"expectedCloseDate",
	"createdAt",
	"stageEnteredAt",
	"closedAt",
	"lostReason"
];
/** What the import may make when a name is not there yet. */
var creatable = z.enum([
	"company",
	"owner",
	"team",
	"lostReason",
	"tag",
	"source"
]);
var values = z.record(z.string(), z.string()).optional();
var cellSource = z.union([
	z.strictObject({
		column: z.string(),
		values
	}),
	z.strictObject({
		template: z.string(),
		values
	}),
	z.strictObject({
		constant: z.string(),
		values
	})
]);
var format = z.strictObject({
	delimiter: z.enum([
		"auto",
		",",
		";",
		"	"
	]).default("auto"),
	encoding: z.enum([
		"auto",
		"utf-8",
		"windows-1258"
	]).default("auto"),
	number: z.enum([
		"1234.56",
		"1.234,56",
		"1,234.56"
	]).default("1234.56"),
	date: z.enum([
		"yyyy-MM-dd",
		"dd/MM/yyyy",
		"MM/dd/yyyy"
	]).default("yyyy-MM-dd"),
	timeZone: z.string().refine(isTimeZone, "is not a time zone").optional()
}).default({
	delimiter: "auto",
	encoding: "auto",
	number: "1234.56",
	date: "yyyy-MM-dd"
});
var shape = z.strictObject({
	format,
	/** A pipeline by exact name or id. */
	pipeline: z.string().min(1),
	create: z.array(creatable).default([]),
	fields: z.partialRecord(z.enum(importFields), cellSource)
});
/** The file or the map cannot be used at all: the command ends with code 2 and this sentence, before the first row. */
var UnusableInput = class extends Error {
	constructor(..._args) {
		super(..._args);
		this.name = "UnusableInput";
	}
};
function parseImportMap(json) {
	let parsed;
	try {
		parsed = JSON.parse(json);
	} catch {
		throw new UnusableInput("The map is not JSON.");
	}
	const read = shape.safeParse(parsed);
	if (!read.success) throw new UnusableInput(`The map is not right: ${read.error.issues.map(sentence).join("; ")}.`);
	return read.data;
}
var sentence = ({ path, message, ...issue }) => {
	const unknown = issue.code === "unrecognized_keys" ? issue.keys : issue.code === "invalid_key" ? [path.at(-1)] : [];
	if (unknown.length > 0) return `there is no ${path[0] === "fields" && path.length <= 2 ? "field" : "entry"} ${unknown.join(", ")}`;
	return `${path.join(".") || "it"}: ${message}`;
};
/** The columns of the file that a source reads. */
function columnsOf(source) {
	if ("column" in source) return [source.column];
	return "template" in source ? [...source.template.matchAll(placeholder)].map(([, name = ""]) => name) : [];
}
var placeholder = /\{([^{}]+)\}/g;
/** What the file says for a field, trimmed; a value that `values` does not know is undefined. */
function textOf(source, cells) {
	const raw = rawOf(source, cells).trim();
	if (source.values === void 0) return {
		raw,
		text: raw
	};
	return {
		raw,
		text: Object.hasOwn(source.values, raw) ? source.values[raw]?.trim() : void 0
	};
}
function rawOf(source, cells) {
	if ("constant" in source) return source.constant;
	if ("column" in source) return cells.get(source.column) ?? "";
	return source.template.replace(placeholder, (_, name) => cells.get(name) ?? "");
}
// src/cli/import/csv-rows.ts
/** Opens a file and reads its header. Whatever cannot be a table of ours is refused before the first row. */
async function openCsv(path, format) {
	const { encoding, bytes } = await examine(path, format.encoding);
	const header = await readHeader(path, encoding, format.delimiter);
	const { columns } = header;
	const twice = columns.find((name, at) => columns.indexOf(name) !== at);
	if (twice !== void 0) throw new UnusableInput(`The file has two columns named "${twice}".`);
	return {
		columns,
		bytes,
		rows: () => readRows(path, encoding, header.delimiter, columns)
	};
}
/**
* One pass over the whole file before any row is believed: bytes that are no text, or not of the encoding, would
* otherwise show up after half of the rows are written.
*/
async function examine(path, asked) {
	const utf8 = new TextDecoder("utf-8", { fatal: true });
	let isUtf8 = true;
	let bytes = 0;
	for await (const chunk of readFile$1(path)) {
		bytes += chunk.length;
		if (chunk.includes(0)) throw new UnusableInput("The file is not CSV: it holds binary data.");
		if (!isUtf8) continue;
		try {
			utf8.decode(chunk, { stream: true });
		} catch {
			isUtf8 = false;
		}
	}
	if (bytes === 0) throw new UnusableInput("The file is empty.");
	if (asked === "utf-8" && !isUtf8) throw new UnusableInput("The file is not UTF-8.");
	return {
		encoding: asked === "auto" ? isUtf8 ? "utf-8" : "windows-1258" : asked,
		bytes
	};
}
async function* readFile$1(path) {
	try {
		const file = await open(path);
		if (!(await file.stat()).isFile()) throw new UnusableInput(`${path} is not a file.`);
		yield* file.createReadStream();
	} catch (error) {
		if (error instanceof UnusableInput) throw error;
		throw new UnusableInput(`The file ${path} cannot be read.`);
	}
}
var decoder = (encoding) => {
	const text = new TextDecoder(encoding);
	return new Transform({
		transform: (chunk, _, done) => done(null, text.decode(chunk, { stream: true })),
		flush: (done) => done(null, text.decode())
	});
};
var delimiters = [
	",",
	";",
	"	"
];
async function readHeader(path, encoding, asked) {
	const tries = asked === "auto" ? delimiters : [asked];
	const best = (await Promise.all(tries.map(async (delimiter) => ({
		delimiter,
		columns: await firstRecord(path, encoding, delimiter)
	})))).toSorted((a, b) => b.columns.length - a.columns.length)[0];
	if (!best || best.columns.every((name) => name === "")) throw new UnusableInput("The file is not CSV: it has no header.");
	return best;
}
async function firstRecord(path, encoding, delimiter) {
	const parser = parse({
		bom: true,
		delimiter,
		to: 1,
		trim: true,
		relax_column_count: true,
		max_record_size: recordLimit
	});
	const source = createReadStream(path);
	try {
		for await (const record of source.pipe(decoder(encoding)).pipe(parser)) return record;
		return [];
	} catch {
		return [];
	} finally {
		source.destroy();
	}
}
/** Longer than any row of ours: an unclosed quote must not swallow a gigabyte. */
var recordLimit = 1e6;
async function* readRows(path, encoding, delimiter, columns) {
	const parser = createReadStream(path).pipe(decoder(encoding)).pipe(parse({
		bom: true,
		delimiter,
		from: 2,
		info: true,
		relax_column_count: true,
		relax_quotes: true,
		skip_empty_lines: true,
		max_record_size: recordLimit
	}));
	let row = 0;
	let line = 1;
	for await (const entry of parser) {
		const { record, info } = entry;
		row += 1;
		line = info.lines - newlinesIn(record);
		yield record.length === columns.length ? {
			row,
			line,
			cells: new Map(columns.map((name, at) => [name, record[at] ?? ""]))
		} : {
			row,
			line,
			cells: null
		};
	}
}
/** csv-parse tells the line on which a record ends; line breaks inside quotes lie before it. */
var newlinesIn = (record) => record.reduce((sum, cell) => sum + (cell.match(/\n/g)?.length ?? 0), 0);
// src/cli/import/cell.ts
var groups = {
	"1234.56": {
		group: "",
		point: "."
	},
	"1.234,56": {
		group: ".",
		point: ","
	},
	"1,234.56": {
		group: ",",
		point: "."
	}
};
/** A number as the map says it is written; group marks must stand where groups end. Undefined: it is none. */
function readNumber(text, format) {
	const { group, point } = groups[format];
	const [whole = "", fraction, ...rest] = text.split(point);
	if (rest.length > 0) return void 0;
	const digits = whole.replace(/^-/, "");
	if (group !== "" && digits.includes(group)) {
		const [first = "", ...others] = digits.split(group);
		if (!/^\d{1,3}$/.test(first) || others.some((part) => !/^\d{3}$/.test(part))) return void 0;
	}
	const significant = (group === "" ? whole : whole.replaceAll(group, "")).replace(/^(-?)0+(?=\d)/, "$1");
	return parseDecimal(fraction === void 0 ? significant : `${significant}.${fraction}`);
}
var dayOrders = {
	"yyyy-MM-dd": [
		"year",
		"month",
		"day"
	],
	"dd/MM/yyyy": [
		"day",
		"month",
		"year"
	],
	"MM/dd/yyyy": [
		"month",
		"day",
		"year"
	]
};
/** A day in the map's format, or in ISO form always. */
function readDay(text, format) {
	if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isDay(text) ? text : void 0;
	const parts = text.split(format === "yyyy-MM-dd" ? "-" : "/");
	if (parts.length !== 3 || parts.some((part) => !/^\d{1,4}$/.test(part))) return void 0;
	const named = Object.fromEntries(dayOrders[format].map((name, at) => [name, parts[at] ?? ""]));
	const day = `${named["year"]}-${named["month"]?.padStart(2, "0")}-${named["day"]?.padStart(2, "0")}`;
	return isDay(day) ? day : void 0;
}
var instantShape = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** A moment: an ISO instant with its zone, or a plain day, which is its first moment in the format's zone. */
function readInstant(text, format, timeZone) {
	if (instantShape.test(text)) {
		const at = new Date(text);
		return isDay(text.slice(0, 10)) && !Number.isNaN(at.getTime()) ? instant(at) : void 0;
	}
	const day = readDay(text, format.date);
	return day === void 0 ? void 0 : startOfDay(format.timeZone ?? timeZone, day);
}
// src/cli/import/read-row.ts
/** Reads one record by the map: texts become numbers, days and moments; nothing is looked up yet. */
function readRow(map, cells, timeZone) {
	const faults = [];
	const text = (field) => {
		const source = map.fields[field];
		if (!source) return void 0;
		const { text: found } = textOf(source, cells);
		if (found === void 0) faults.push(invalid("notFound", [field]));
		return found === void 0 || found === "" ? null : found;
	};
	const parsed = (field, rule, read) => {
		const value = text(field);
		if (value === null || value === void 0) return value;
		const result = read(value, map.format);
		if (result === void 0) faults.push(invalid(rule, [field]));
		return result ?? null;
	};
	const moment = (field) => parsed(field, "notDay", (value, format) => readInstant(value, format, timeZone));
	const title = text("title");
	const tags = text("tags");
	return {
		externalId: text("externalId") ?? null,
		amount: parsed("amount", "notDecimal", (value, format) => readNumber(value, format.number)),
		currency: text("currency"),
		fields: {
			title: title ?? (map.fields.title ? "" : void 0),
			probability: parsed("probability", "probabilityRange", (value, format) => readNumber(value, format.number)),
			source: text("source"),
			medium: text("medium"),
			campaign: text("campaign"),
			tags: tags === void 0 ? void 0 : (tags ?? "").split(/[,;|]/).map((tag) => tag.trim()).filter((tag) => tag !== ""),
			expectedCloseDate: parsed("expectedCloseDate", "notDay", (value, format) => readDay(value, format.date))
		},
		names: {
			stage: text("stage"),
			company: text("company"),
			contact: text("contact"),
			owner: text("owner"),
			team: text("team"),
			lostReason: text("lostReason")
		},
		dates: {
			createdAt: moment("createdAt"),
			stageEnteredAt: moment("stageEnteredAt"),
			closedAt: moment("closedAt")
		},
		faults
	};
}
// src/cli/import/row-error.ts
var cut = (value) => [...value].slice(0, 100).join("");
// src/cli/import/import-file.ts
/** Rows in one transaction. */
var chunkSize = 500;
/** Streams a file through the same rules as the API, a chunk at a time. */
async function importFile(context, options) {
	const { map, file } = options;
	const csv = await openCsv(file, map.format);
	const pipelineId = await findPipeline(context, map.pipeline);
	options.onUnmapped(unmapped(csv, map));
	const { timeZone } = await readOrganization(context.sql);
	const tally = new Tally(options);
	const seen = /* @__PURE__ */ new Set();
	for await (const rows of chunks(csv.rows(), chunkSize)) {
		const asked = [];
		for (const row of rows) {
			if (row.cells === null) {
				tally.fail(row, [{
					code: "INVALID",
					rule: "wrongColumnCount",
					field: []
				}]);
				continue;
			}
			const entry = readRow(map, row.cells, timeZone);
			const isRepeated = entry.externalId !== null && seen.has(entry.externalId);
			if (entry.externalId !== null) seen.add(entry.externalId);
			const faults = [
				...entry.faults,
				...isRepeated ? [repeatedExternalId()] : [],
				...faultsOfFields(entry.fields)
			];
			if (faults.length > 0) tally.fail(row, faults);
			else asked.push({
				row,
				entry
			});
		}
		const results = await importOpportunities(context.writes, options.caller, {
			pipelineId,
			entries: asked.map(({ entry }) => entry),
			creates: new Set(map.create),
			isDryRun: options.isDryRun
		});
		for (const [at, { row }] of asked.entries()) tally.count(row, results[at]);
		options.onProgress(tally.rows);
	}
	return tally.report();
}
async function findPipeline({ sql }, name) {
	const rows = await sql.rows("select id from pipeline where id = $1 or name = $1 order by id", [name]);
	if (rows.length > 1) throw new UnusableInput(`Several pipelines are named "${name}": give its id.`);
	if (!rows[0]) throw new UnusableInput(`There is no pipeline "${name}".`);
	return rows[0].id;
}
/** Columns that the map does not use; a column that it uses and the file lacks ends the command. */
function unmapped(csv, map) {
	const used = new Set(importFields.flatMap((field) => map.fields[field] ? columnsOf(map.fields[field]) : []));
	const missing = [...used].find((name) => !csv.columns.includes(name));
	if (missing !== void 0) throw new UnusableInput(`The file has no column "${missing}".`);
	return csv.columns.filter((name) => !used.has(name));
}
async function* chunks(items, size) {
	let chunk = [];
	for await (const item of items) {
		chunk.push(item);
		if (chunk.length < size) continue;
		yield chunk;
		chunk = [];
	}
	if (chunk.length > 0) yield chunk;
}
/** Counts outcomes and words the faults by the file's own columns. */
var Tally = class {
	#counts;
	#errors;
	constructor(options) {
		this.options = options;
		this.rows = 0;
		this.#counts = {
			created: 0,
			updated: 0,
			unchanged: 0,
			failed: 0
		};
		this.#errors = [];
	}
	count(row, result) {
		if (!result) throw new Error(`Row ${row.row} has no result.`);
		if (result.kind === "failed") return this.fail(row, result.faults);
		this.rows += 1;
		this.#counts[result.kind] += 1;
	}
	fail(row, faults) {
		this.rows += 1;
		this.#counts.failed += 1;
		const { map, caller } = this.options;
		for (const { code, rule, field, params } of faults) {
			const named = importFieldOf(field);
			const source = named && map.fields[named];
			this.#errors.push({
				row: row.row,
				line: row.line,
				column: source && "column" in source ? source.column : null,
				code,
				message: ruleSentence(caller.locale, rule, params),
				value: source && row.cells ? cut(textOf(source, row.cells).raw) : ""
			});
		}
	}
	report() {
		const errors = this.#errors.toSorted((a, b) => a.row - b.row);
		return {
			dryRun: this.options.isDryRun,
			importId: typeidUnboxed("imp"),
			rows: this.rows,
			...this.#counts,
			errors
		};
	}
};
/** The map's name for the field of a fault: `['amount', 'currency']` is `currency`, `['ownerId']` is `owner`. */
function importFieldOf(field) {
	const [first = "", second] = field;
	return [
		...second === "currency" ? ["currency"] : [],
		first,
		first.replace(/Id$/, "")
	].flatMap((name) => importFields.find((known) => known === name) ?? [])[0];
}
// src/cli/import/progress.ts
/** A line on stderr that tells how far a long command has come; only on a terminal, stdout stays for results. */
var Progress = class {
	#began = performance.now();
	#shown = 0;
	constructor(label, total, out = process.stderr) {
		this.label = label;
		this.total = total;
		this.out = out;
	}
	show(done) {
		const now = performance.now();
		if (now - this.#shown < (this.out.isTTY ? 100 : 5e3)) return;
		this.#shown = now;
		const share = this.total === 0 ? 1 : Math.min(1, done / this.total);
		const width = 30;
		const bar = "█".repeat(Math.round(share * width)).padEnd(width, "░");
		const seconds = Math.round((now - this.#began) / 1e3);
		const line = `${this.label} ${bar} ${done} of ${this.total}, ${seconds} s`;
		this.out.write(this.out.isTTY ? `\r${line}` : `${line}\n`);
	}
	end() {
		if (this.out.isTTY && this.#shown > 0) this.out.write("\r\x1B[2K");
	}
};
// src/cli/import/import-command.ts
var importHelp = `npm run mekong -- import FILE --into opportunities --map MAP.json [options]

Reads a CSV file into opportunities by the rules that the API has. Every good row is written, every bad one is named.

  --into opportunities  what the rows become
  --map MAP.json        which column becomes which field (docs/import.md)
  --dry-run             decide everything, write nothing
  --json                print one JSON object as the last line of stdout
  --as EMAIL            act as this person; otherwise as the first administrator
  --help                this text

Ends with 0 if all rows are good, 1 if some failed, 2 if the file or the map was refused, 3 without a database.`;
/** Undefined: the help was asked for. */
function parseImportArguments(args) {
	const { values, positionals } = parseArgs({
		args: [...args],
		allowPositionals: true,
		options: {
			into: { type: "string" },
			map: { type: "string" },
			"dry-run": {
				type: "boolean",
				default: false
			},
			json: {
				type: "boolean",
				default: false
			},
			as: { type: "string" },
			help: {
				type: "boolean",
				default: false
			}
		}
	});
	if (values.help) return void 0;
	const [file, ...others] = positionals;
	if (file === void 0 || others.length > 0) throw new CommandRefused("Name one file to import (see --help).");
	if (values.into !== "opportunities") throw new CommandRefused("Say --into opportunities (see --help).");
	if (values.map === void 0) throw new CommandRefused("Say which map to use: --map MAP.json (see --help).");
	return {
		file,
		mapFile: values.map,
		isDryRun: values["dry-run"],
		isJson: values.json,
		as: values.as
	};
}
async function runImport(context, request) {
	const map = parseImportMap(await readMap(request.mapFile));
	const caller = await actAs(context.sql, request.as);
	const progress = new Progress("Importing", await countLines(request.file));
	const report = await importFile(context, {
		file: request.file,
		map,
		isDryRun: request.isDryRun,
		caller,
		onProgress: (rows) => progress.show(rows),
		onUnmapped: (columns) => {
			if (columns.length > 0) console.error(cliMessages[caller.locale].import.unmapped({ columns: columns.join(", ") }));
		}
	});
	progress.end();
	if (request.isJson) console.log(JSON.stringify(report));
	else printReport(report, caller.locale);
	return report.failed > 0 ? 1 : 0;
}
async function readMap(path) {
	try {
		return await readFile(path, "utf8");
	} catch {
		throw new UnusableInput(`The map ${path} cannot be read.`);
	}
}
/** A rough total for the progress bar; lines inside quotes make it a little too high. */
async function countLines(path) {
	try {
		const file = await readFile(path);
		let lines = 0;
		for (const byte of file) if (byte === 10) lines += 1;
		return Math.max(0, lines - 1);
	} catch {
		return 0;
	}
}
function printReport(report, locale) {
	const words = cliMessages[locale].import;
	for (const error of report.errors) console.log(words.rowError(error));
	console.log(words.result(report));
	if (report.dryRun) console.log(words.dryRun);
}
// src/cli/example-maven.ts
var stages = [
	{
		name: "Prospecting",
		kind: "OPEN",
		probability: "0.1"
	},
	{
		name: "Engaging",
		kind: "OPEN",
		probability: "0.5"
	},
	{
		name: "Won",
		kind: "WON"
	},
	{
		name: "Lost",
		kind: "LOST"
	}
];
/** Makes the pipeline Maven, unless it is there, and imports the 8,800 opportunities of examples/maven-crm. */
async function runExampleMaven(context, folder, isJson) {
	const caller = await actAs(context.sql, void 0);
	if ((await context.sql.rows(`select 1 from pipeline where name = 'Maven'`)).length === 0) {
		const request = {
			name: "Maven",
			preset: "EMPTY",
			currency: "USD",
			stages,
			clientMutationId: null
		};
		if ((await createPipeline(context.writes, caller, request)).kind !== "written") throw new CommandRefused("The pipeline Maven could not be made.");
	}
	return runImport(context, {
		file: join(folder, "sales_pipeline.csv"),
		mapFile: join(folder, "opportunities.map.json"),
		isDryRun: false,
		isJson,
		as: void 0
	});
}
// src/cli/mekong.ts
var help = `npm run mekong -- COMMAND

  import FILE --into opportunities --map MAP.json   read a CSV file (import --help)
  example maven                                     make the pipeline Maven and import 8,800 opportunities
  migrate                                           bring the tables to this version; its nodes do it too when they start
  create-admin EMAIL                                make an administrator who can sign in
  backup FILE                                       write everything into one file, while people work
  restore FILE [--replace]                          put a backup into an empty database`;
var onTables = (run) => ({
	kind: "on-tables",
	run
});
/** What the arguments ask for; a text is to be printed, no database needed. */
function readCommand([name, ...args]) {
	const wantsHelp = args.includes("--help");
	if (name === void 0 || name === "help" || name === "--help") return help;
	if (name === "import") {
		const request = parseImportArguments(args);
		return request ? onTables((context) => runImport(context, request)) : importHelp;
	}
	if (name === "create-admin") {
		const [email] = args;
		if (wantsHelp) return createAdminHelp;
		if (email === void 0) throw new CommandRefused("Say whose it is: npm run mekong -- create-admin EMAIL");
		return onTables((context) => runCreateAdmin(context, email));
	}
	if (name === "example" && args[0] === "maven") {
		if (wantsHelp) return help;
		const folder = join(repositoryRoot(), "examples", "maven-crm");
		return onTables((context) => runExampleMaven(context, folder, args.includes("--json")));
	}
	if (name === "migrate") {
		if (wantsHelp) return help;
		if (args.length > 0) throw new CommandRefused("\"migrate\" takes nothing more.");
		return {
			kind: "on-database",
			run: runMigrate
		};
	}
	if (name === "backup") {
		if (wantsHelp) return backupHelp;
		const file = onlyFile(args);
		return {
			kind: "on-database",
			run: (url, locale) => runBackup(url, file, locale)
		};
	}
	if (name === "restore") {
		if (wantsHelp) return restoreHelp;
		const replaces = args.includes("--replace");
		const file = onlyFile(args.filter((arg) => arg !== "--replace"));
		return {
			kind: "on-database",
			run: (url, locale) => runRestore(url, {
				file,
				replaces
			}, locale)
		};
	}
	throw new CommandRefused(`There is no command "${[name, ...args].join(" ")}". Try: npm run mekong -- help`);
}
function onlyFile(args) {
	const [file, ...others] = args;
	if (file === void 0 || file.startsWith("--") || others.length > 0) throw new CommandRefused("Name one file (see --help).");
	return resolve(file);
}
/** Beside a running server or without one: the embedded database is started when nobody has it. */
async function withDatabase(env, command) {
	const database = await openDatabase(env, { isCommand: true });
	try {
		if (command.kind === "on-database") return await command.run(database.url, await languageOf(database.url));
		const data = await dataSource(database.url, {
			poolSize: 4,
			onIdleError: onFault
		}).initialize();
		try {
			await migrate(data, tellLocked);
			return await withWakeUps(database.url, env, data, command.run);
		} finally {
			await data.destroy();
		}
	} finally {
		await database.close();
	}
}
/** Before a rolling upgrade, by hand; nothing but tables. */
async function runMigrate(databaseUrl) {
	const data = await dataSource(databaseUrl, {
		poolSize: 1,
		onIdleError: onFault
	}).initialize();
	try {
		const pending = await data.showMigrations();
		await migrate(data, tellLocked);
		console.log(pending ? "The tables are those of this version now." : "The tables were those of this version already.");
		return 0;
	} finally {
		await data.destroy();
	}
}
var tellLocked = () => console.error("A table is kept locked by others; waiting ...");
/** Running nodes learn of what a command writes as they learn of each other's writes. */
async function withWakeUps(databaseUrl, env, data, run) {
	const pool = poolOf(data);
	const { cursor: secret } = await readSecrets(pool);
	const wake = makeWakeBus({
		databaseUrl,
		redisUrl: env.REDIS_URL,
		secret,
		onFault
	});
	try {
		await wake.start();
		const sql = sqlOn(pool);
		const locale = (await findOrganization(sql))?.locale ?? "vi";
		return await run({
			sql,
			writes: new Writes(data, wake),
			inTransaction: transactionsOn(pool),
			locale
		});
	} finally {
		await wake.stop();
	}
}
var onFault = (error) => console.error(error);
async function run() {
	let env;
	try {
		const command = readCommand(process.argv.slice(2));
		if (typeof command === "string") {
			console.log(command);
			return 0;
		}
		env = readEnv(process.env);
		return await withDatabase(env, command);
	} catch (error) {
		if (error instanceof CommandRefused || error instanceof UnusableInput || error instanceof InvalidEnvironment || isArgumentFault(error)) {
			console.error(error.message);
			return 2;
		}
		const sentence = env && explainStartFailure(error, env);
		console.error(sentence ?? error);
		return 3;
	}
}
/** `parseArgs` speaks of what it could not read by code. */
var isArgumentFault = (error) => error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
process.exitCode = await run();
export {};

//# sourceMappingURL=mekong.js.map