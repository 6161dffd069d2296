import "reflect-metadata";
import { Ct as dayIn, D as OpportunityBatch, E as keepWords, Et as isId, Ft as emailFaults, Gt as deltasOf, Ht as instant$1, I as createOrganization, It as limits, K as addressOf$1, L as ensureOrganization, N as PipelineStore, Q as stagesOfNew, Qt as auditActionOf, R as faultsOfOrganization, Rt as requiredText, S as ruleSentence, St as changesBetween, T as sqlOn, V as readOrganization, Wt as cutTo, Yt as withDeltas, a as transactionsOn, an as scopeOf, b as unavailable, c as poolOf, dn as invalid, en as isAdministrative, g as secretHash, i as writeTail, in as scopeKey, it as decideMove, n as Writes, o as dataSource, qt as mergeDeltas, rn as isVisible, tn as may, u as audit, ut as decideCreate, w as paramsFrom, x as messages, y as ApiError, z as findOrganization } from "./assets/create-pipeline-DQhtEfpW.js";
import { _ as within, a as openDatabase, b as addPerson, c as readSecrets, d as isSetupOpen, f as issueSetupToken, g as passwordLength, h as passwordFaults, l as migrate, m as takeTurns, n as InvalidEnvironment, o as cliMessages, p as takeSetupToken, r as readEnv, s as makeWakeBus, t as explainStartFailure, u as hasAdministrator, v as viaServer, x as isAddressTaken, y as addPassword } from "./assets/start-failure-BaW1y9OG.js";
import { _ as visibleTo, a as agentOf, b as spoken, c as InvitationStore, d as CompanyStore, f as Cursors, g as totalsOf, h as keptCells, i as isSessionOpen, l as LostReasonStore, m as TeamStore, n as sdlOf, o as queueMail, p as readerOf, r as handOver, s as tellRights, t as makeSchema, u as ContactStore, v as ApiKeyStore, y as badInput } from "./assets/schema-p_xMN2RL.js";
import { join, sep } from "node:path";
import { setImmediate, setTimeout as setTimeout$1 } from "node:timers/promises";
import { hashPassword } from "better-auth/crypto";
import { typeidUnboxed } from "typeid-js";
import { pino } from "pino";
import { GraphQLError, GraphQLIncludeDirective, GraphQLSkipDirective, Kind, Lexer, Source, TokenKind, TypeInfo, createSourceEventStream, execute, getDirectiveValues, getNamedType, getNullableType, getOperationAST, getVariableValues, isAbstractType, isCompositeType, isInputObjectType, isInputType, isLeafType, isListType, isNonNullType, isObjectType, isRequiredInputField, parse, specifiedRules, typeFromAST, validate, valueFromAST, visit, visitWithTypeInfo } from "graphql";
import { createHash, createHmac, randomBytes, randomUUID, timingSafeEqual } from "node:crypto";
import { QueryFailedError } from "typeorm";
import { BlockList, isIP, isIPv6 } from "node:net";
import Fastify from "fastify";
import proxyAddr from "@fastify/proxy-addr";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import fastifyStatic from "@fastify/static";
import { getDistDirectory, renderAltair } from "altair-static";
import DataLoader from "dataloader";
import { APIError, createAuthMiddleware, getOAuthState, isAPIError } from "better-auth/api";
import { ApolloServer, HeaderMap } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled, ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { handleProtocols, makeServer } from "graphql-ws";
import { WebSocketServer } from "ws";
import { betterAuth } from "better-auth";
import { passkey } from "@better-auth/passkey";
import { twoFactor } from "better-auth/plugins/two-factor";
import { createTransport } from "nodemailer";
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from "@prometheus-io/client";
// src/demo/catalogue.ts
/** What the demo company, an interior and office furniture maker in the Mekong delta, sells and to whom. */
var demoCompanies = [
	"Khách sạn Sông Hậu",
	"Cà phê Ba Nhánh",
	"Dược Hoa Sen Trắng",
	"Bảo hiểm Cửu Long",
	"Phòng khám Nắng Mai",
	"Bách hóa Phù Sa",
	"Nhà hát Ninh Kiều",
	"Du lịch Bến Ninh Kiều",
	"Địa ốc Vườn Ven Sông",
	"May mặc Tân Thuận Đông",
	"Trường THPT Lê Hồng",
	"Điện Xanh Miền Tây",
	"Gạch men Phù Lưu",
	"Quỹ tín dụng Hòa Phú",
	"Giáo dục Cánh Buồm",
	"Văn phòng Công chứng Tây Đô",
	"Thủy sản Vàm Nao",
	"Bao bì Trà Nóc",
	"Trung tâm Hội nghị Lục Bình",
	"Vườn ươm Cồn Khương",
	"Chuyển phát Cửa Đại",
	"Viện Giống Ô Môn",
	"Phần mềm Lá Dừa",
	"Y tế Hậu Giang Mới",
	"Điện lực Cù Lao",
	"Hợp tác xã Phong Điền",
	"Nông sản Bình Thủy",
	"Vận tải Đường Sông",
	"Ngân hàng Đồng Bằng",
	"Siêu thị Lúa Vàng",
	"Nhà sách Tràm Chim",
	"Khu nghỉ dưỡng Cồn Ấu",
	"Bệnh viện Đa khoa Thốt Nốt",
	"Chế biến Gạo Thới Lai",
	"Đóng tàu Cái Cui",
	"Đại học Nam Sông Hậu",
	"Xăng dầu Hưng Phú",
	"Thực phẩm Mỹ Khánh",
	"Kính xây dựng Long Xuyên",
	"Truyền thông Chợ Nổi"
];
var demoWorks = [
	"Cải tạo sảnh và quầy lễ tân",
	"Bàn ghế chuỗi cửa hàng",
	"Tủ kệ kho đạt chuẩn GSP",
	"Vách kính phòng họp",
	"Nội thất phòng khám",
	"Quầy kệ siêu thị mini",
	"Ghế hội trường",
	"Thi công văn phòng tầng 12",
	"Nội thất phòng khách sạn",
	"Phòng mẫu căn hộ",
	"Bếp công nghiệp nhà ăn",
	"Sàn gỗ và trần tiêu âm thư viện",
	"Showroom xe điện",
	"Thi công chi nhánh mới",
	"Nội thất trung tâm Anh ngữ",
	"Tủ hồ sơ lưu trữ",
	"Phòng điều hành nhà máy",
	"Căng tin và phòng nghỉ ca",
	"Nhà hàng tiệc cưới",
	"Khu làm việc chung",
	"Quầy giao dịch",
	"Nội thất biệt thự mẫu",
	"Phòng thí nghiệm và tủ hút",
	"Vách ngăn và ghế văn phòng",
	"Tủ bếp căn hộ",
	"Phòng họp trực tuyến",
	"Kệ trưng bày nông sản",
	"Cải tạo phòng giao dịch",
	"Bàn học sinh và bảng",
	"Giường tủ ký túc xá",
	"Quầy bar và bàn cà phê",
	"Trần thạch cao xưởng",
	"Đường dẫn người khiếm thị",
	"Biển hiệu và mặt dựng"
];
/** Detail that tells two jobs of one kind apart. */
var demoDetails = [
	"đợt 2",
	"cơ sở Cái Răng",
	"tầng 3",
	"giai đoạn đầu",
	"khu B",
	"cơ sở Ô Môn",
	"bổ sung",
	"năm 2027"
];
var demoContacts = [
	"Phan Thị Mỹ Duyên",
	"Nguyễn Thành Long",
	"Trương Quang Huy",
	"Lâm Ngọc Yến",
	"Tạ Hữu Nghĩa",
	"Cao Thị Bích",
	"Mai Xuân Trường",
	"Đinh Công Tráng",
	"Quách Thu Trang",
	"Châu Văn Liêm",
	"Tô Hoài Nam",
	"Vương Tú Anh",
	"Đoàn Khắc Việt",
	"La Thị Hồng",
	"Kiều Minh Tâm",
	"Hà Ngọc Ánh",
	"Thạch Sơn",
	"Danh Thị Ngọc",
	"Âu Dương Quân",
	"Từ Mỹ Linh"
];
var demoJobTitles = [
	"Trưởng phòng hành chính",
	"Giám đốc",
	"Kế toán trưởng",
	"Quản lý dự án",
	"Phụ trách mua hàng"
];
var demoSources = [
	"Giới thiệu",
	"Trang web",
	"Hội chợ",
	"Khách cũ",
	"Gọi điện"
];
var demoTags = [
	"gấp",
	"khách cũ",
	"dự án lớn",
	"Cần Thơ",
	"trả góp",
	"đấu thầu"
];
// src/demo/people.ts
var demoPassword = "mekong-demo";
var demoTeams = [
	"Đội Ninh Kiều",
	"Đội Vĩnh Long",
	"Đội An Giang"
];
/** Names as they are written in Vietnam, family first. An and Bình are in the leader's team, Chi is in another. */
var demoPeople = [
	{
		login: "manager",
		name: "Phạm Minh Khoa",
		role: "MANAGER",
		visibility: "ALL",
		team: null
	},
	{
		login: "leader",
		name: "Lê Thu Hạnh",
		role: "TEAM_LEADER",
		visibility: "TEAM",
		team: 0,
		leads: true
	},
	{
		login: "an",
		name: "Nguyễn Hoài An",
		role: "REP",
		visibility: "TEAM",
		team: 0
	},
	{
		login: "binh",
		name: "Trần Quốc Bình",
		role: "REP",
		visibility: "TEAM",
		team: 0
	},
	{
		login: "chi",
		name: "Đặng Mai Chi",
		role: "REP",
		visibility: "TEAM",
		team: 1
	},
	{
		login: "admin",
		name: "Huỳnh Ngọc Diễm",
		role: "ADMINISTRATOR",
		visibility: "ALL",
		team: null
	},
	{
		login: "viewer",
		name: "Bùi Thanh Vân",
		role: "READ_ONLY",
		visibility: "ALL",
		team: null
	},
	{
		login: null,
		name: "Võ Thị Lan",
		role: "REP",
		visibility: "TEAM",
		team: 0
	},
	{
		login: null,
		name: "Đỗ Văn Lợi",
		role: "TEAM_LEADER",
		visibility: "TEAM",
		team: 1,
		leads: true
	},
	{
		login: null,
		name: "Hồ Kim Ngân",
		role: "REP",
		visibility: "TEAM",
		team: 1
	},
	{
		login: null,
		name: "Dương Gia Phúc",
		role: "TEAM_LEADER",
		visibility: "TEAM",
		team: 2,
		leads: true
	},
	{
		login: null,
		name: "Lý Bảo Trâm",
		role: "REP",
		visibility: "TEAM",
		team: 2
	},
	{
		login: null,
		name: "Ngô Đức Thịnh",
		role: "REP",
		visibility: "TEAM",
		team: 2
	}
];
// src/demo/random.ts
/** A small deterministic generator (mulberry32): the demo is the same on every machine, and a test can rely on it. */
var Random = class {
	#state;
	constructor(seed) {
		this.#state = seed;
	}
	/** From 0 to 1, without 1. */
	next() {
		this.#state = this.#state + 1831565813 | 0;
		let t = Math.imul(this.#state ^ this.#state >>> 15, 1 | this.#state);
		t = t + Math.imul(t ^ t >>> 7, 61 | t) ^ t;
		return ((t ^ t >>> 14) >>> 0) / 4294967296;
	}
	/** A whole number, both ends included. */
	between(low, high) {
		return low + Math.floor(this.next() * (high - low + 1));
	}
	chance(probability) {
		return this.next() < probability;
	}
	pick(items) {
		return items[this.between(0, items.length - 1)] ?? items[0];
	}
	/** Log-normal-like: most are small, few are large. */
	skewed(low, high) {
		const share = (this.next() + this.next() * this.next()) / 2;
		return low + (high - low) * share * share;
	}
};
// src/demo/simulate.ts
var dayMs = 864e5;
var historyDays = 182;
/** Days that a stage usually takes, by its place in the path: the first look is quick, a proposal waits. */
var usualDays = [
	5,
	9,
	12,
	15,
	10
];
/**
* Walks through a pipeline's open stages with dates in the six months before now, at office hours. Early ones mostly
* came to an end; recent ones are mostly still under way.
*/
function simulateLife(random, stages, now, timeZone) {
	const path = stages.filter((stage) => stage.kind === "OPEN" && stage.presetKey !== "review");
	const won = stages.find((stage) => stage.kind === "WON");
	const lost = stages.find((stage) => stage.kind === "LOST");
	let at = now.getTime() - Math.round(random.next() * random.next() * historyDays * dayMs) - random.between(1, 10) * 36e5;
	const steps = [];
	const enter = (stage) => steps.push({
		stage,
		enteredAt: instant$1(new Date(officeHour(random, at, now)))
	});
	for (const [index, stage] of path.entries()) {
		enter(stage);
		const stay = usualDays[Math.min(index, usualDays.length - 1)] ?? 10;
		at += Math.max(.3, stay * (.3 + random.next() * 1.7)) * dayMs;
		if (at >= now.getTime()) break;
		const isLast = index === path.length - 1;
		if (lost && random.chance(isLast ? .3 : .09)) {
			enter(lost);
			break;
		}
		if (isLast && won) enter(won);
	}
	const ahead = random.between(-6, 75) * dayMs;
	return {
		steps: inOrder(steps),
		expectedCloseDate: random.chance(.92) ? dayIn(timeZone, instant$1(new Date(Math.max(at, now.getTime()) + ahead))) : null
	};
}
/** Between eight and half past five in Cần Thơ, never later than now. */
function officeHour(random, at, now) {
	const moment = Math.floor(at / dayMs) * dayMs + 36e5 + random.between(0, 570) * 6e4;
	return Math.min(moment, now.getTime() - 6e4);
}
/** Two steps on one day may have been drawn the wrong way round: time only goes on. */
function inOrder(steps) {
	const times = steps.map((step) => step.enteredAt).toSorted();
	return steps.map((step, index) => ({
		stage: step.stage,
		enteredAt: times[index] ?? step.enteredAt
	}));
}
// src/demo/sales.ts
/** Sales as they would have been made by hand: every step of every one is decided by the domain's own rules. */
function sellEverything(market) {
	const titles = new Titles(market);
	return Array.from({ length: market.count }, (_, at) => sell(market, titles.next(), at));
}
function sell(market, title, at) {
	const { random, pipeline, now, timeZone } = market;
	const actor = cycle(market.sellers, random.between(0, market.sellers.length - 1));
	const life = simulateLife(random, pipeline.stages, now, timeZone);
	const [first, ...rest] = life.steps;
	if (!first) throw new Error("A pipeline of the demo has no open stage.");
	const created = decideCreate(actor, pipeline, {
		title: title.text,
		stageId: first.stage.id,
		amount: random.chance(.94) ? {
			amount: price(random),
			currency: pipeline.currency
		} : void 0,
		companyId: title.customer.companyId,
		contactId: title.customer.contactId,
		source: random.pick(demoSources),
		tags: random.chance(.45) ? [random.pick(demoTags)] : [],
		expectedCloseDate: life.expectedCloseDate ?? void 0
	}, {}, {
		id: typeidUnboxed("opp"),
		rank: String(BigInt(at + 1) << 20n),
		now: first.enteredAt
	});
	if (created.kind === "refused") throw new Error(`The demo breaks a rule: ${JSON.stringify(created.faults)}`);
	let opportunity = created.after;
	const history = [entry(null, opportunity, "CREATED", actor, first.enteredAt)];
	for (const { stage, enteredAt } of rest) {
		const reason = { lostReasonId: stage.kind === "LOST" ? cycle(market.reasonIds, random.between(0, 99)) : void 0 };
		const moved = decideMove(opportunity, stage, reason, enteredAt);
		if (moved.kind !== "moved") throw new Error(`The demo makes a move that is none: ${moved.kind}`);
		history.push(entry(opportunity, moved.after, moved.history, actor, enteredAt));
		opportunity = moved.after;
	}
	const stays = life.steps.map(({ stage, enteredAt }, index) => ({
		opportunity,
		stageId: stage.id,
		enteredAt,
		leftAt: life.steps[index + 1]?.enteredAt ?? null,
		enteredBy: actor.userId,
		isInferred: false
	}));
	return {
		opportunity,
		stays,
		history
	};
}
var entry = (before, after, kind, actor, validAt) => ({
	opportunity: after,
	kind,
	road: "UI",
	actorId: actor.userId,
	validAt,
	changes: changesBetween(before, after)
});
/** From eight million to six billion đồng, in steps that people would quote. */
function price(random) {
	const millions = Math.round(random.skewed(8, 6e3));
	const step = millions > 1e3 ? 50 : millions > 100 ? 10 : 1;
	return `${Math.max(step, Math.round(millions / step) * step)}000000`;
}
/** Jobs and customers in turn, so that few titles come twice. */
var Titles = class {
	#at = 0;
	constructor(market) {
		this.market = market;
	}
	next() {
		const at = this.#at++;
		const { random, customers } = this.market;
		return {
			text: `${cycle(demoWorks, at * 7 + random.between(0, 3))}${at < demoWorks.length ? "" : `, ${cycle(demoDetails, at)}`}`,
			customer: cycle(customers, at * 11 + random.between(0, 5))
		};
	}
};
function cycle(items, at) {
	const item = items[at % items.length];
	if (item === void 0) throw new Error("There is nothing to choose from.");
	return item;
}
// src/demo/store-sales.ts
/** Writes sales with their past. No board is told: nobody looks yet, and the first event will be the first real one. */
async function storeSales(sql, sales) {
	const opportunities = sales.map(({ opportunity }) => opportunity);
	for (const source of new Set(opportunities.flatMap((o) => o.source ?? []))) await keepWords(sql, source, []);
	await keepWords(sql, null, [...new Set(opportunities.flatMap((o) => o.tags))]);
	const batch = new OpportunityBatch(sql);
	await batch.insert(opportunities);
	await batch.stays(sales.flatMap(({ stays }) => stays));
	await batch.history(sales.flatMap(({ history }) => history), viaServer);
	await countTotals(sql, sales);
}
async function countTotals(sql, sales) {
	const pipelineId = sales[0]?.opportunity.pipelineId;
	const cells = mergeDeltas(sales.flatMap(({ opportunity }) => deltasOf(null, opportunity)));
	await sql.count(`insert into total_cell (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
     select $1, c."stageId", coalesce(c."teamId", ''), coalesce(c."ownerId", ''), c.currency, c.n, c.amount, c.weighted
     from jsonb_to_recordset($2::jsonb) as c ("stageId" text, "teamId" text, "ownerId" text, currency text, n integer,
       amount numeric, weighted numeric)`, [pipelineId, JSON.stringify(cells)]);
}
// src/demo/seed.ts
var demoOrganization = {
	name: "Nội thất Sông Hậu",
	currency: "VND",
	timeZone: "Asia/Ho_Chi_Minh",
	locale: "vi"
};
/** How many opportunities each demo pipeline gets. */
var demoPipelines = [{
	name: "Bán hàng dự án",
	preset: "CLASSIC",
	count: 240
}, {
	name: "Hợp đồng bảo trì",
	preset: "CONTRACT",
	count: 60
}];
/**
* The demo organisation: three teams and six months of work, the same everywhere but for dates, which end at `now`.
* Makes nothing where an organisation exists; two nodes that start at once make one.
*/
async function seedDemo(inTransaction, now) {
	const passwordHash = await hashPassword(demoPassword);
	return inTransaction(async (sql) => {
		await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong set-up'))`);
		if (await findOrganization(sql)) return false;
		await createOrganization(sql, demoOrganization);
		const random = new Random(20261125);
		const sellers = await addPeople(sql, passwordHash);
		const customers = await addCustomers(sql, random);
		const reasons = await sql.rows("select id from lost_reason order by position");
		for (const { name, preset, count } of demoPipelines) await storeSales(sql, sellEverything({
			random,
			pipeline: await addPipeline(sql, name, preset),
			sellers,
			customers,
			reasonIds: reasons.map(({ id }) => id),
			count,
			now,
			timeZone: demoOrganization.timeZone
		}));
		return true;
	});
}
async function addPeople(sql, passwordHash) {
	const teamIds = [];
	for (const name of demoTeams) {
		const id = typeidUnboxed("tea");
		await sql.count("insert into team (id, name) values ($1, $2)", [id, name]);
		teamIds.push(id);
	}
	const sellers = [];
	for (const person of demoPeople) {
		const teamId = person.team === null ? void 0 : teamIds[person.team];
		const teams = teamId === void 0 ? [] : [teamId];
		const userId = await addPerson(sql, {
			name: person.name,
			email: person.login === null ? `${typeidUnboxed("usr")}@no-sign-in.invalid` : `${person.login}@demo.mekong.test`,
			role: person.role,
			visibility: person.visibility,
			locale: "vi",
			teamIds: teams,
			ledTeamIds: person.leads ? teams : [],
			passwordHash: person.login === null ? null : passwordHash
		});
		if (teamId !== void 0) sellers.push({
			userId,
			role: person.role,
			visibility: person.visibility,
			seesAmounts: true,
			teamIds: teams,
			ledTeamIds: person.leads ? teams : [],
			mainTeamId: teamId,
			scopes: null
		});
	}
	return sellers;
}
async function addCustomers(sql, random) {
	const customers = [];
	for (const [at, name] of demoCompanies.entries()) {
		const companyId = typeidUnboxed("com");
		await sql.count("insert into company (id, name, phone) values ($1, $2, $3)", [
			companyId,
			name,
			phone(random)
		]);
		const contactId = typeidUnboxed("con");
		const contact = demoContacts[at % demoContacts.length];
		await sql.count("insert into contact (id, name, phone, job_title, company_id) values ($1, $2, $3, $4, $5)", [
			contactId,
			contact,
			phone(random),
			random.pick(demoJobTitles),
			companyId
		]);
		customers.push({
			companyId,
			contactId,
			name
		});
	}
	return customers;
}
var phone = (random) => `0900 000 ${random.between(100, 999)}`;
async function addPipeline(sql, name, preset) {
	const store = new PipelineStore(sql);
	const id = typeidUnboxed("pip");
	await store.insertPipeline({
		id,
		name,
		currency: demoOrganization.currency,
		createdAt: (/* @__PURE__ */ new Date()).toISOString()
	});
	for (const [position, draft] of stagesOfNew(preset, []).entries()) await store.insertStage({
		...draft,
		id: typeidUnboxed("stg"),
		pipelineId: id,
		position
	});
	const pipeline = await store.pipeline(id);
	if (!pipeline) throw new Error(`The demo pipeline ${id} is not there after it was made.`);
	return pipeline;
}
// src/http/log.ts
/** JSON lines on standard output. No secret and no body gets there; a request is found again by its id. */
var makeLog = (level, destination) => pino({
	level,
	base: null,
	redact: {
		paths: secretPaths,
		censor: "[redacted]"
	},
	serializers: {
		req: requestLine,
		err: errorLine
	}
}, destination ?? process.stdout);
var secretPaths = [
	"authorization",
	"cookie",
	"[\"set-cookie\"]",
	"password",
	"newPassword",
	"secret",
	"token"
].flatMap((name) => {
	const step = name.startsWith("[") ? name : `.${name}`;
	return [
		name,
		`*${step}`,
		`*.*${step}`,
		`*.*.*${step}`
	];
});
/** Queries sent by GET and one-time links stand in the address: they stay out of the log. */
var requestLine = ({ id, method, url, ip }) => ({
	id,
	method,
	path: url.split("?", 1)[0]?.replace(/^(\/api)?\/(setup|invite|invitation|reset)\/.+/, "$1/$2/[redacted]"),
	ip
});
/** A failed statement carries its values, and PostgreSQL's details quote rows: only what finds the place is kept. */
var errorLine = (error) => ({
	type: error.name,
	message: error.message,
	code: error.code,
	constraint: error.constraint,
	stack: error.stack
});
// ../../packages/words/src/locale.ts
var locales = ["vi", "en"];
var isLocale = (value) => value === "vi" || value === "en";
/** The best of our languages for an Accept-Language header or a browser's language list, or `otherwise` when none fits. */
function matchLocale(wanted, otherwise = "vi") {
	const asked = typeof wanted === "string" ? parseAcceptLanguage(wanted) : wanted ?? [];
	for (const tag of asked) {
		const language = tag.toLowerCase().split("-")[0];
		if (isLocale(language)) return language;
	}
	return otherwise;
}
function parseAcceptLanguage(header) {
	return header.split(",").map((part) => {
		const [tag = "", ...parameters] = part.trim().split(";");
		const quality = parameters.find((parameter) => parameter.trim().startsWith("q="));
		return {
			tag,
			weight: quality ? Number(quality.trim().slice(2)) : 1
		};
	}).filter(({ tag, weight }) => tag !== "" && weight > 0).toSorted((one, other) => other.weight - one.weight).map(({ tag }) => tag);
}
// src/http/address.ts
/** From where a socket was opened, past the proxies that we trust: what `request.ip` is to an ordinary request. */
var addressOf = (request, { MEKONG_TRUSTED_PROXIES }) => proxyAddr(request, [...MEKONG_TRUSTED_PROXIES]);
/** The header in which our server tells the auth library who is calling; what a client sends under it is overwritten. */
var addressHeader = "x-mekong-address";
// src/http/oidc.ts
/** Under this name in addresses: the callback to register with the provider is `/api/auth/callback/oidc`. */
var oidcProvider = "oidc";
/**
* Sign-in by the organisation's own OpenID Connect provider, when the operator names one. Its ID tokens are verified
* against its keys; nobody is let in whom we do not know already (`disableSignUp`), and who that is says the e-mail
* address alone, if the provider has verified it. `identified` hears of them first, and may throw where to go instead.
*/
function oidc({ MEKONG_OIDC }, identified) {
	if (MEKONG_OIDC === null) return [];
	const { issuer, clientId, clientSecret, name } = MEKONG_OIDC;
	return [genericOAuth({ config: [{
		providerId: oidcProvider,
		name,
		discoveryUrl: `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
		requireIdTokenVerification: true,
		clientId,
		clientSecret,
		scopes: [
			"openid",
			"email",
			"profile"
		],
		disableSignUp: true,
		disableImplicitSignUp: true,
		overrideUserInfo: false,
		mapProfileToUser: async ({ sub, email, emailVerified }) => {
			if (sub && email) await identified({
				provider: oidcProvider,
				accountId: String(sub),
				email,
				isVerified: emailVerified === true
			});
			return {};
		}
	}] })];
}
// src/http/one-time-link.ts
/** A missing field reads like an empty one, so that the rules say what is wrong with it. */
var text$1 = z.string().catch("");
/** Throws when failures have to wait; else this counts as one until it is taken back. */
async function admitAttempt({ attempts }, attempt) {
	const seconds = await attempts.begin(attempt);
	if (seconds !== null) throw new ApiError("THROTTLED", { retryAfter: seconds });
}
/** A guess at a link, by whoever sends it. */
var linkAttempt = ({ ip }) => ({
	kind: "link",
	subject: null,
	address: ip
});
/** From where somebody comes who has no session yet. */
var viaOfStranger = ({ ip, headers }) => ({
	id: null,
	address: ip,
	agent: agentOf(headers["user-agent"])
});
/** Whoever has just chosen a password is signed in by it. */
async function sendSignedIn(reply, { auth }, body) {
	const signedIn = await auth.api.signInEmail({
		body,
		asResponse: true
	});
	for (const cookie of signedIn.headers.getSetCookie()) reply.header("set-cookie", cookie);
	return reply.status(201).send({});
}
/** A sentence for each field of a form; `nameOf` says what the form calls it. */
function sendFaults(request, reply, faults, nameOf = (field) => field.at(-1)) {
	const locale = matchLocale(request.headers["accept-language"]);
	const errors = faults.map(({ field, rule, params }) => ({
		field: nameOf(field),
		message: ruleSentence(locale, rule, params)
	}));
	return reply.status(422).send({ errors });
}
// src/http/status.ts
var always = {
	UNAUTHENTICATED: 401,
	FORBIDDEN: 403,
	METHOD_NOT_ALLOWED: 405,
	PAYLOAD_TOO_LARGE: 413,
	UNSUPPORTED_MEDIA_TYPE: 415,
	THROTTLED: 429,
	SERVICE_UNAVAILABLE: 503,
	TIMEOUT: 504
};
/**
* The HTTP status of an answer, in one place, since drafts of GraphQL over HTTP differ. An answer with data is 200. What
* is wrong with a document or its variables is 200 for those who ask for plain JSON, as that media type wants it, and 400
* under `application/graphql-response+json`.
*/
function httpStatus(code, reached, accept) {
	if (reached === "EXECUTION") return 200;
	const fixed = always[code];
	if (fixed !== void 0) return fixed;
	if (code === "NOT_FOUND" && reached === "REQUEST") return 404;
	if (code === "INTERNAL_SERVER_ERROR") return 500;
	return reached === "OPERATION" && !wantsResponseJson(accept) ? 200 : 400;
}
var responseJson = "application/graphql-response+json";
var wantsResponseJson = (accept) => accept?.includes(responseJson) ?? false;
var mediaType = (accept) => `${wantsResponseJson(accept) ? responseJson : "application/json"}; charset=utf-8`;
// src/http/refusal.ts
/** A refusal that HTTP alone knows, with the headers and, where the code has none of its own, the status that go with it. */
var HttpRefusal = class extends ApiError {
	constructor(code, headers = {}, status) {
		super(code);
		this.headers = headers;
		this.status = status;
	}
};
/** An answer in GraphQL's shape, whatever it was that failed. */
function sendErrors(request, reply, { status, headers = {}, errors, cost }) {
	const retryAfter = errors[0]?.extensions["retryAfter"];
	if (typeof retryAfter === "number") reply.header("retry-after", Math.ceil(retryAfter));
	if (status === 401) reply.header("www-authenticate", "Bearer");
	return reply.status(status).headers(headers).type(mediaType(request.headers.accept)).send(JSON.stringify({
		errors: errors.map((error) => error.toJSON()),
		...cost && { extensions: { cost } }
	}));
}
var sendRefusal = (request, reply, { code, reached, errors, cost }) => sendErrors(request, reply, {
	status: httpStatus(code, reached, request.headers.accept),
	errors,
	cost
});
// src/http/loopback.ts
var addresses$1 = new BlockList();
addresses$1.addSubnet("127.0.0.0", 8, "ipv4");
addresses$1.addAddress("::1", "ipv6");
/** Whether an address or a name stands for this machine. */
function isLoopback(host) {
	const version = isIP(host);
	return version === 0 ? host === "localhost" : addresses$1.check(host, version === 6 ? "ipv6" : "ipv4");
}
// src/http/outbox-routes.ts
/**
* The mails that wait, for whoever tries Mekong out on their own machine without a mail server. They hold links that open
* accounts, so for everybody else, and wherever there is a mail server or a public address, there is no such place.
*/
function routeOutbox(http, { env, outbox }) {
	http.get("/api/demo/outbox", async (request) => {
		if (!mayReadOutbox(request, env)) throw new HttpRefusal("NOT_FOUND");
		return { mails: await outbox.waiting() };
	});
}
var mayReadOutbox = (request, env) => env.MEKONG_DEMO && env.SMTP_URL === void 0 && env.MEKONG_URL === void 0 && isFromHere(request);
/** By the address, and by the name that was asked: a page elsewhere can make its own name point to this machine. */
var isFromHere = ({ ip, hostname, headers }) => isLoopback(ip) && isLoopback(hostname.replace(/^\[|\]$/g, "")) && headers["x-forwarded-for"] === void 0;
// src/http/auth-routes.ts
/**
* Of the library's many routes those that a person needs; what is not here does not exist: signing up, for one. Beside a
* route stands what could be guessed at by it.
*/
var open = {
	GET: /* @__PURE__ */ new Map([
		["/get-session", null],
		["/list-sessions", null],
		["/ok", null],
		["/passkey/generate-register-options", null],
		["/passkey/generate-authenticate-options", "challenge"],
		["/passkey/list-user-passkeys", null],
		[`/callback/${oidcProvider}`, null]
	]),
	POST: /* @__PURE__ */ new Map([
		["/sign-in/email", "password"],
		["/sign-in/social", "challenge"],
		["/sign-out", null],
		["/change-password", "own-password"],
		["/request-password-reset", "reset-request"],
		["/reset-password", "link"],
		["/revoke-session", null],
		["/revoke-sessions", null],
		["/revoke-other-sessions", null],
		["/two-factor/enable", "own-password"],
		["/two-factor/disable", "own-password"],
		["/two-factor/generate-backup-codes", "own-password"],
		["/two-factor/verify-totp", "code"],
		["/two-factor/verify-backup-code", "code"],
		["/passkey/verify-registration", null],
		["/passkey/verify-authentication", "code"],
		["/passkey/update-passkey", null],
		["/passkey/delete-passkey", null]
	])
};
var base = "/api/auth";
/** Hands requests below `/api/auth` to better-auth, which knows only the web's own `Request` and `Response`. */
function routeAuth(http, services) {
	const { auth, attempts, env, log } = services;
	/** What the sign-in page may offer. */
	http.get("/api/sign-in-options", async (request) => ({
		oidc: env.MEKONG_OIDC && { name: env.MEKONG_OIDC.name },
		canReset: env.SMTP_URL !== void 0 || mayReadOutbox(request, env),
		hasOutbox: mayReadOutbox(request, env)
	}));
	http.get(`${base}/*`, async (request, reply) => {
		const kind = open.GET.get(pathOf(request));
		if (kind === void 0) throw new HttpRefusal("NOT_FOUND");
		if (kind !== null) await admitAttempt(services, {
			kind,
			subject: null,
			address: request.ip
		});
		return answer(auth, request, reply);
	});
	http.post(`${base}/*`, async (request, reply) => {
		const path = pathOf(request);
		const kind = open.POST.get(path);
		if (kind === void 0) throw new HttpRefusal("NOT_FOUND");
		const body = asSent(path, request.body);
		if (kind === null) return answer(auth, request, reply, body);
		const attempt = {
			kind,
			subject: subjectOf(kind, request),
			address: request.ip
		};
		await admitAttempt(services, attempt);
		if (path === "/request-password-reset") {
			auth.handler(forLibrary(request, body)).catch((error) => {
				log.warn({ err: error }, "a reset of a password could not be sent");
			});
			return reply.send({ status: true });
		}
		const sent = await answer(auth, request, reply, body);
		if (reply.statusCode < 400 && kind !== "challenge") await attempts.succeeded(attempt);
		return sent;
	});
}
var pathOf = (request) => request.url.slice(9).split("?", 1)[0] ?? "";
/** Only what we mean to offer: other sessions always end with an old password, and a provider is asked in its own page. */
function asSent(path, given) {
	if (!isBody(given)) return given;
	if (path === "/change-password") return {
		...given,
		revokeOtherSessions: true
	};
	if (path === "/sign-in/social") return {
		provider: oidcProvider,
		callbackURL: ownPath(given["callbackURL"] ?? "/"),
		errorCallbackURL: ownPath(given["errorCallbackURL"] ?? "/sign-in")
	};
	if (path === "/sign-in/email") return {
		email: given["email"],
		password: given["password"]
	};
	if (path === "/request-password-reset") return { email: given["email"] };
	if (path.startsWith("/two-factor/verify")) return { code: given["code"] };
	if (path === "/two-factor/enable") return {
		password: given["password"],
		method: "totp"
	};
	return given;
}
/** A page of ours: a link of ours must not lead anybody elsewhere. Browsers read a backslash like a slash. */
function ownPath(given) {
	if (typeof given === "string" && /^\/(?![/\\])[^\s\\]*$/.test(given)) return given;
	throw new HttpRefusal("FORBIDDEN");
}
/** Whose secret it is about: an account as it was named, or the session that asks. */
function subjectOf(kind, { body, headers }) {
	if (kind === "own-password") return secretHash(headers.cookie ?? "");
	if (kind !== "password" && kind !== "reset-request") return null;
	return isBody(body) && typeof body["email"] === "string" ? body["email"] : "";
}
var isBody = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
async function answer(auth, request, reply, body) {
	const response = await auth.handler(forLibrary(request, body));
	const isLook = pathOf(request) === "/get-session";
	response.headers.forEach((value, name) => {
		if (!isLook || !endsCookie(name, value)) reply.header(name, value);
	});
	reply.header("cache-control", "no-store");
	return reply.status(response.status).send(Buffer.from(await response.arrayBuffer()));
}
/**
* Whoever looks with a session that has ended keeps their cookie: when the answer comes, the browser may hold the next one
* under the same name, as after a change of password in another tab.
*/
var endsCookie = (name, value) => name === "set-cookie" && /;\s*max-age=0\b/i.test(value);
function forLibrary(request, body) {
	const headers = new Headers();
	for (const [name, value] of Object.entries(request.headers)) if (value !== void 0 && name !== "content-length") headers.set(name, String(value));
	headers.set(addressHeader, request.ip);
	const hasBody = body !== void 0 && body !== null;
	return new Request(new URL(request.url, `${request.protocol}://${request.host}`), {
		method: request.method,
		headers,
		...hasBody && { body: JSON.stringify(body) }
	});
}
// src/demo/accounts.ts
var addresses = demoPeople.flatMap(({ login }) => login === null ? [] : [`${login}@demo.mekong.test`]);
/** With whom the demo can be entered; null where there is no demo, or the operator does not want one. */
async function demoAccounts(sql, env) {
	if (!env.MEKONG_DEMO) return null;
	const accounts = await sql.rows(`select email, name, role from app_user where email = any($1) and is_active and has_sign_in
     order by array_position($1, email)`, [addresses]);
	return accounts.length === 0 ? null : {
		accounts,
		password: demoPassword
	};
}
// src/http/demo-routes.ts
/** For the sign-in page, which offers the demo's people. Where there is no demo, there is no such address either. */
function routeDemo(http, { env, sql }) {
	http.get("/api/demo-accounts", async () => {
		const accounts = await demoAccounts(sql, env);
		if (accounts === null) throw new HttpRefusal("NOT_FOUND");
		return accounts;
	});
}
// src/http/asked.ts
/** The request itself is no GraphQL request: whatever it asks for, it is 400. */
var MalformedRequest = class extends ApiError {
	constructor(sentence) {
		super("BAD_USER_INPUT", { say: () => sentence });
	}
};
var isRecord = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
/** From the body of a POST or the payload of a `subscribe` message. */
function askedIn(body) {
	if (Array.isArray(body)) throw new MalformedRequest("Send one operation a request: there is no batching.");
	if (!isRecord(body)) throw new MalformedRequest("Send a JSON object with \"query\".");
	const asked = {
		query: optional(body, "query", isText),
		operationName: optional(body, "operationName", isText),
		variables: optional(body, "variables", isRecord) ?? {},
		hash: hashIn(optional(body, "extensions", isRecord))
	};
	if (!asked.query && asked.hash === null) throw new MalformedRequest("Send \"query\", the text of a GraphQL document.");
	return asked;
}
/** From the address of a GET, where maps are JSON texts. */
function askedInSearch(search) {
	const body = {};
	for (const [name, value] of search) {
		if (name in body) throw new MalformedRequest(`Give "${name.slice(0, 50)}" once.`);
		body[name] = name === "variables" || name === "extensions" ? parsed(name, value) : value;
	}
	return askedIn(body);
}
function parsed(name, text) {
	try {
		return JSON.parse(text);
	} catch {
		throw new MalformedRequest(`"${name}" is not JSON.`);
	}
}
var isText = (value) => typeof value === "string";
function optional(body, name, isRight) {
	const value = body[name];
	if (value === void 0 || value === null) return null;
	if (!isRight(value)) throw new MalformedRequest(`"${name}" must be ${isRight === isText ? "a string" : "an object"}.`);
	return value;
}
function hashIn(extensions) {
	const persisted = extensions?.["persistedQuery"];
	if (!isRecord(persisted)) return null;
	const hash = persisted["sha256Hash"];
	return isText(hash) ? bareHash(hash) : null;
}
/** Manifests of trusted documents name the algorithm before the hash; clients of other libraries do not. */
var bareHash = (hash) => hash.replace(/^sha256:/, "");
// src/http/database-failure.ts
function databaseFailure(error) {
	if (!(error instanceof Error)) return void 0;
	if (error instanceof QueryFailedError) return databaseFailure(error.driverError);
	return failureItself(error) ?? databaseFailure(error.cause);
}
function failureItself(error) {
	const code = "code" in error && typeof error.code === "string" ? error.code : void 0;
	if (code === "57014") return "TOO_SLOW";
	if (code === void 0) return lostWithoutCode.has(error.message) ? "UNREACHABLE" : void 0;
	return unreachable.has(code) || code.startsWith("08") ? "UNREACHABLE" : void 0;
}
var unreachable = /* @__PURE__ */ new Set([
	"ECONNREFUSED",
	"ECONNRESET",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"ENOENT",
	"EPIPE",
	"ETIMEDOUT",
	"57P01",
	"57P02",
	"57P03",
	"25P03",
	"53100",
	"53200",
	"53300",
	"58030",
	"25006"
]);
/** What `pg` says without a code when the other end is simply gone, or the pool has nothing to give in time. */
var lostWithoutCode = /* @__PURE__ */ new Set([
	"Connection terminated unexpectedly",
	"Connection terminated",
	"Client has encountered a connection error and is not queryable",
	"timeout exceeded when trying to connect",
	"Connection terminated due to connection timeout"
]);
// src/http/mask.ts
var masked = /* @__PURE__ */ new WeakSet();
/**
* The only way out for errors. What we refused on purpose keeps its words; everything else is one fixed sentence with the
* request's id, and its true cause goes to the log.
*/
function mask(error, listener) {
	const cause = causeOf(error);
	if (cause instanceof GraphQLError && masked.has(cause)) return cause;
	const refusal = refusalFor(cause, listener);
	const { code, say, extensions, retryAfter } = refusal;
	const words = messages[listener.locale];
	return pass(new GraphQLError(say?.(words) ?? words.errors.top[code], {
		...error instanceof GraphQLError && {
			nodes: error.nodes,
			path: error.path
		},
		originalError: refusal,
		extensions: {
			code,
			...extensions,
			...retryAfter !== void 0 && { retryAfter },
			...hasRequestId.has(code) && { requestId: listener.requestId }
		}
	}));
}
var hasRequestId = /* @__PURE__ */ new Set([
	"INTERNAL_SERVER_ERROR",
	"SERVICE_UNAVAILABLE",
	"TIMEOUT"
]);
/** Of an error that is masked; every one has a code of ours. */
var codeOf = (error) => error?.extensions["code"] ?? "INTERNAL_SERVER_ERROR";
/** For errors whose words come from graphql-js and speak of the caller's own document or variables. */
function pass(error) {
	masked.add(error);
	return error;
}
var maskResult = (result, listener) => result.errors ? {
	...result,
	errors: result.errors.map((error) => mask(error, listener))
} : result;
/** Under what GraphQL and the transports wrap around it, which may be something masked already. */
function causeOf(error) {
	if (!(error instanceof GraphQLError) || masked.has(error) || !error.originalError) return error;
	return causeOf(error.originalError);
}
function refusalFor(cause, { log, requestId }) {
	if (cause instanceof ApiError) return cause;
	const failure = databaseFailure(cause);
	log[failure ? "warn" : "error"]({
		err: cause,
		requestId
	}, "an operation failed");
	if (failure === "UNREACHABLE") return unavailable(cause);
	return new ApiError(failure === "TOO_SLOW" ? "TIMEOUT" : "INTERNAL_SERVER_ERROR", { cause });
}
// src/http/error-handler.ts
/**
* The HTTP framework's own errors (bad JSON, 404, 405, 413, 415) have the shape and the codes of all others. What is no
* route may be a page.
*/
function handleErrors(http, log, page) {
	const send = (request, reply, error) => {
		const refusal = hasStatus(error) ? refusalOf(error) : error;
		const masked = mask(refusal, {
			locale: matchLocale(request.headers["accept-language"]),
			requestId: request.id,
			log
		});
		const own = refusal instanceof HttpRefusal ? refusal : void 0;
		return sendErrors(request, reply, {
			status: own?.status ?? httpStatus(codeOf(masked), "REQUEST", request.headers.accept),
			headers: own?.headers ?? {},
			errors: [masked]
		});
	};
	http.setErrorHandler((error, request, reply) => send(request, reply, error));
	http.setNotFoundHandler((request, reply) => {
		const allowed = methods.filter((method) => method !== request.method && hasRoute(http, method, request.url));
		if (allowed.length > 0) throw new HttpRefusal("METHOD_NOT_ALLOWED", { allow: allowed.join(", ") });
		const answered = page(request, reply);
		if (!answered) throw new HttpRefusal("NOT_FOUND");
		return answered;
	});
	return send;
}
var methods = ["GET", "POST"];
function hasRoute(http, method, url) {
	return http.findRoute({
		method,
		url: url.split("?", 1)[0] ?? ""
	}) !== null;
}
/** Fastify's errors, and those of the JSON parser that it hands on, say what went wrong by a status. */
var hasStatus = (error) => error instanceof Error && "statusCode" in error && typeof error.statusCode === "number";
function refusalOf(error) {
	if (error.statusCode === 413) return new ApiError("PAYLOAD_TOO_LARGE");
	if (error.statusCode === 415) return new ApiError("UNSUPPORTED_MEDIA_TYPE");
	if (error.statusCode < 500) return new MalformedRequest("The request is not well formed: send JSON.");
	return error;
}
// src/http/graphiql.ts
var prefix = "/graphiql/";
/**
* A page to try the API on, for people who are signed in: Altair, served by ourselves with everything that it loads.
* Others are sent to the client, which signs them in.
*/
async function serveGraphiql(http, { callers }) {
	await http.register(async (part) => {
		part.addHook("onRequest", async (request, reply) => {
			if (await callers.of({ cookie: request.headers.cookie }) === null) return reply.redirect("/");
			reply.header("content-security-policy", filePolicy);
		});
		for (const path of ["/graphiql", prefix]) part.get(path, async (request, reply) => {
			return sendPage(request, reply, (await callers.of({ cookie: request.headers.cookie }))?.locale ?? "en");
		});
		await part.register(fastifyStatic, {
			root: getDistDirectory(),
			prefix,
			index: false,
			decorateReply: false,
			maxAge: "1d"
		});
	});
}
/** Its workers are files of their own, with a policy of their own. */
var filePolicy = "default-src 'self'; frame-ancestors 'none'";
var languages = {
	vi: "vi-VN",
	en: "en-US"
};
function sendPage(request, reply, locale) {
	const nonce = randomBytes(16).toString("base64");
	const origin = URL.parse(`${request.protocol}://${request.host}`);
	const html = renderAltair({
		baseURL: prefix,
		cspNonce: nonce,
		endpointURL: "/graphql",
		subscriptionsEndpoint: origin ? `${origin.origin.replace(/^http/, "ws")}/graphql` : "/graphql",
		subscriptionsProtocol: "graphql-ws",
		initialQuery: "{\n  viewer {\n    user {\n      name\n    }\n    permissions\n  }\n}\n",
		disableAccount: true,
		initialSettings: {
			language: languages[locale],
			"banners.disable": true,
			"alert.disableUpdateNotification": true,
			disablePushNotification: true
		}
	});
	return reply.type("text/html; charset=utf-8").headers({
		"cache-control": "no-store",
		"content-security-policy": pagePolicy$1(nonce)
	}).send(html);
}
var pagePolicy$1 = (nonce) => [
	"default-src 'self'",
	`script-src 'self' 'nonce-${nonce}'`,
	"style-src 'self' 'unsafe-inline'",
	"img-src 'self' data:",
	"font-src 'self' data:",
	"worker-src 'self' blob:",
	"object-src 'none'",
	"frame-ancestors 'none'"
].join("; ");
// src/data/batch.ts
/** Reads rows by id together, those that nobody knows as null. One a request: rows may change between two. */
var byId = (read) => new DataLoader(async (ids) => {
	const found = new Map((await read(ids)).map((row) => [row.id, row]));
	return ids.map((id) => found.get(id) ?? null);
});
/** What belongs to each of several owners, in the order in which it was read. */
var manyBy = (read, ownerOf) => new DataLoader(async (owners) => {
	const rows = Map.groupBy(await read(owners), ownerOf);
	return owners.map((owner) => rows.get(owner) ?? []);
});
// src/modules/api-key/api-key.loader.ts
/** Ended ones too: what was done by them still is. */
function apiKeyLoaders(sql) {
	const store = new ApiKeyStore(sql);
	return { apiKeys: byId((ids) => store.keys(ids)) };
}
// src/modules/audit/title.loader.ts
/** Titles of opportunities for the audit log, deleted ones among them, whoever reads: the log is for administrators alone. */
var titleLoaders = (sql) => ({ titles: byId((ids) => sql.rows("select id, title from opportunity where id = any($1)", [ids])) });
// src/modules/company/company.loader.ts
function companyLoaders(sql) {
	const store = new CompanyStore(sql);
	return { companies: byId((ids) => store.all(ids)) };
}
// src/modules/contact/contact.loader.ts
function contactLoaders(sql) {
	const store = new ContactStore(sql);
	return { contacts: byId((ids) => store.all(ids)) };
}
// src/modules/invitation/invitation.loader.ts
function invitationLoaders(sql) {
	const store = new InvitationStore(sql);
	return { invitationOfUser: new DataLoader(async (userIds) => {
		const found = new Map((await store.ofUsers(userIds)).map((invitation) => [invitation.userId, invitation]));
		return userIds.map((id) => found.get(id) ?? null);
	}) };
}
// src/modules/lost-reason/lost-reason.loader.ts
function lostReasonLoaders(sql) {
	const store = new LostReasonStore(sql);
	/** Archived ones too: what was lost for them still is. */
	return { lostReasons: byId((ids) => store.reasons(ids)) };
}
// src/modules/opportunity/opportunity.loader.ts
var opportunityLoaders = (sql) => ({ staysOfOpportunity: new DataLoader(async (ids) => {
	const rows = await sql.rows(`select s.opportunity_id, o.owner_id, o.team_id, s.stage_id, s.entered_at, s.left_at, s.entered_by,
         greatest(0, floor(extract(epoch from coalesce(s.left_at, clock_timestamp()) - s.entered_at)))::integer as seconds
       from stage_stay s join opportunity o on o.id = s.opportunity_id
       where s.opportunity_id = any($1) order by s.entered_at, s.id`, [ids]);
	const groups = Map.groupBy(rows, (row) => row.opportunity_id);
	return ids.map((id) => {
		const ofOne = groups.get(id);
		const [first] = ofOne ?? [];
		return first && ofOne ? {
			acl: {
				ownerId: first.owner_id,
				teamId: first.team_id
			},
			stays: ofOne.map(stayOf)
		} : null;
	});
}) });
var stayOf = (row) => ({
	stageId: row.stage_id,
	enteredAt: instant$1(row.entered_at),
	leftAt: row.left_at && instant$1(row.left_at),
	seconds: row.seconds,
	enteredBy: row.entered_by
});
// src/modules/pipeline/pipeline.loader.ts
function pipelineLoaders(sql) {
	const store = new PipelineStore(sql);
	return {
		pipelines: byId((ids) => store.pipelines(ids)),
		/** Deleted ones too: history names them. */
		stages: byId((ids) => store.stages(ids))
	};
}
// src/modules/team/team.loader.ts
function teamLoaders(sql) {
	const store = new TeamStore(sql);
	return {
		users: byId((ids) => store.users(ids)),
		teams: byId((ids) => store.teams(ids)),
		openOpportunitiesOfUser: byId((ids) => store.openOpportunitiesOf(ids)),
		opportunitiesOfTeam: byId((ids) => store.opportunitiesOf(ids)),
		membersOfTeam: manyBy((ids) => store.membersOf(ids), ({ teamId }) => teamId),
		teamsOfUser: manyBy((ids) => store.teamsOf(ids), ({ userId }) => userId)
	};
}
// src/http/loaders.ts
/** One set a request: a row that ten fields ask for is read once, and rows asked for together come in one statement. */
var makeLoaders = ({ sql }) => ({
	...apiKeyLoaders(sql),
	...companyLoaders(sql),
	...contactLoaders(sql),
	...invitationLoaders(sql),
	...lostReasonLoaders(sql),
	...opportunityLoaders(sql),
	...pipelineLoaders(sql),
	...teamLoaders(sql),
	...titleLoaders(sql)
});
// src/http/context.ts
function makeContext(services, asking) {
	let loaders;
	return {
		get caller() {
			if (asking.caller === null) throw new ApiError("UNAUTHENTICATED");
			return asking.caller;
		},
		locale: localeOf(asking),
		requestId: asking.requestId ?? randomUUID(),
		services,
		get loaders() {
			return loaders ??= makeLoaders(services);
		},
		redacted: /* @__PURE__ */ new Set(),
		operation: asking.operation ?? null
	};
}
/** The same circumstances for another answer: nothing is read for it yet. */
var afresh = ({ caller, locale, requestId, services, operation }) => ({
	caller,
	locale,
	requestId,
	services,
	loaders: makeLoaders(services),
	redacted: /* @__PURE__ */ new Set(),
	operation
});
var localeOf = ({ caller, acceptLanguage }) => matchLocale(acceptLanguage, caller?.locale ?? "vi");
// src/http/asking.ts
/** Who is behind an HTTP request, and what an operation of theirs works with. */
async function askingOf(services, request, reply) {
	const { authorization, cookie, "user-agent": userAgent } = request.headers;
	const caller = await services.callers.of({
		authorization,
		cookie,
		address: request.ip,
		userAgent
	}, (set) => reply.header("set-cookie", set));
	const circumstances = {
		caller,
		acceptLanguage: request.headers["accept-language"],
		requestId: request.id
	};
	return {
		caller,
		locale: localeOf(circumstances),
		requestId: request.id,
		log: services.log,
		context: makeContext(services, circumstances),
		address: request.ip
	};
}
// src/http/cost/tariff.ts
/**
* What things cost, in tenths of a point, so that sums are exact. An entry of a list is what a database row, an object and
* a few hundred bytes cost: one point. What hangs from it one to one mostly comes with it.
*/
var tariff = {
	entry: 10,
	object: 1,
	/** A mutation, whatever it writes, on top of what is read of its payload. */
	mutation: 100,
	/** The whole schema, or a type of it. */
	schema: 1e3,
	type: 100
};
/** How many entries a list without pages is expected to have. The true number is charged after the execution. */
var expected = {
	CurrencyTotal: 3,
	UserError: 1,
	FieldConflict: 3
};
var expectedEntries = (itemType) => expected[itemType] ?? 10;
var inPoints = (tenths) => Math.max(1, Math.ceil(tenths / 10));
// src/http/graphql.ts
/** `/graphql` over HTTP: POST with JSON, and GET for queries. */
function routeGraphql(http, { services, admit, keptBoards, apollo }) {
	const answer = async (request, reply) => {
		refuseUnlessAcceptable(request.headers.accept);
		const asked = request.method === "GET" ? askedInSearch(searchOf(request)) : askedIn(request.body);
		const asking = await askingOf(services, request, reply);
		const admitted = await admit(asked, asking);
		if (admitted.kind === "refused") return sendRefusal(request, reply, admitted);
		const misplaced = misplacedBy(request.method, admitted.operation);
		if (misplaced) {
			admitted.meter.settle(10);
			throw misplaced;
		}
		const { accept } = request.headers;
		const board = await keptBoards.answer(admitted, asking);
		if (board?.kind === "text") return reply.type(mediaType(accept)).send(board.text);
		const { status, headers, body } = await apollo.answer(admitted, asking, accept, board?.result);
		for (const [name, value] of headers) reply.header(name, value);
		return reply.status(status ?? 200).send(body.kind === "complete" ? body.string : body.asyncIterator);
	};
	http.post("/graphql", answer);
	http.get("/graphql", async (request, reply) => {
		if (!request.headers["graphql-require-preflight"]) throw new MalformedRequest("A GET needs the header GraphQL-Require-Preflight, with any value.");
		return answer(request, reply);
	});
}
/** What is a good operation elsewhere. */
function misplacedBy(method, { operation }) {
	if (operation === "subscription") return new MalformedRequest("Subscriptions run over WebSocket, or over /graphql/stream.");
	return operation === "mutation" && method === "GET" ? new HttpRefusal("METHOD_NOT_ALLOWED", { allow: "POST" }) : void 0;
}
var searchOf = (request) => new URL(request.url, "http://localhost").searchParams;
var acceptable = [
	"*/*",
	"application/*",
	"application/json",
	"application/graphql-response+json"
];
/** Asked before anything is executed: a mutation must not run for a caller who can't be answered. */
function refuseUnlessAcceptable(accept) {
	const types = accept?.split(",").map((type) => type.split(";", 1)[0]?.trim().toLowerCase() ?? "");
	if (types === void 0 || types.includes("") || types.some((type) => acceptable.includes(type))) return;
	throw new HttpRefusal("BAD_USER_INPUT", {}, 406);
}
// src/http/health.ts
/** `/livez` says that the process answers; `/readyz` whether requests should come here. */
function routeHealth(http, services, isDraining) {
	const quiet = { logLevel: "warn" };
	http.get("/livez", quiet, async (_request, reply) => reply.type("text/plain").send("ok"));
	/** Balancers ask often, and a database that is gone keeps each question for a while: those who ask meanwhile share it. */
	let looking;
	http.get("/readyz", quiet, async (_request, reply) => {
		looking ??= lookAt(services).finally(() => looking = void 0);
		const checks = {
			accepting: !isDraining(),
			...await looking
		};
		const isReady = Object.values(checks).every(Boolean);
		return reply.status(isReady ? 200 : 503).send({
			ready: isReady,
			checks
		});
	});
}
/** Less than a balancer waits; on a connection that died in silence the question would never be answered. */
var patienceMs$5 = 2500;
async function lookAt({ pool, data, feed }) {
	const applied = await appliedMigrations(pool);
	return {
		database: applied !== void 0,
		migrations: data.migrations.every(({ name, constructor }) => applied?.has(name ?? constructor.name) === true),
		feed: !feed.isCutOff
	};
}
async function appliedMigrations(pool) {
	try {
		const { rows } = await within(patienceMs$5, "Reading the migrations", pool.query(migrationsQuery));
		return new Set(rows.map(({ name }) => name));
	} catch {
		return;
	}
}
var migrationsQuery = {
	name: "migrations",
	text: "select name from migrations",
	query_timeout: patienceMs$5
};
// src/http/metrics-route.ts
/** `/metrics` for Prometheus: for whoever has the token, and for programs on this machine. To all others it is no route. */
function routeMetrics(http, { env, metrics }) {
	const isAdmitted = (request) => isLocal(request) || hasToken(request, env.MEKONG_METRICS_TOKEN);
	http.get("/metrics", { logLevel: "warn" }, async (request, reply) => {
		if (!isAdmitted(request)) throw new HttpRefusal("NOT_FOUND");
		const { type, body } = await metrics.text();
		return reply.type(type).header("cache-control", "no-store").send(body);
	});
	http.addHook("onResponse", async ({ method, routeOptions }, reply) => {
		const route = routeOptions.url ?? "none";
		metrics.requestDuration.observe({
			method,
			route,
			status: reply.statusCode
		}, reply.elapsedTime / 1e3);
	});
}
/** A balancer on this machine passes strangers on from here; it says so in a header. */
function isLocal({ socket: { remoteAddress = "" }, headers }) {
	if (headers["x-forwarded-for"] !== void 0 || headers.forwarded !== void 0) return false;
	return isLoopback(remoteAddress);
}
function hasToken({ headers: { authorization } }, token) {
	if (token === void 0 || authorization === void 0) return false;
	return timingSafeEqual(Buffer.from(secretHash(authorization)), Buffer.from(secretHash(`Bearer ${token}`)));
}
// src/modules/invitation/let-in.ts
/**
* Makes whoever was asked one of us, under the name that they gave. An administrator gave the address, and its owner had
* the link: nobody proves more by mail. Whatever opened the account before does so no longer; the caller adds what will.
*/
async function letIn(sql, { userId, email }, name, via) {
	await sql.count(`update app_user set email = $2, email_verified = true, name = $3, is_active = true, has_sign_in = true,
       updated_at = now() where id = $1`, [
		userId,
		email,
		name.trim()
	]);
	await sql.count("delete from app_account where user_id = $1", [userId]);
	await audit(sql, {
		action: "ACCEPT_INVITATION",
		subjectId: userId,
		actorId: userId,
		via,
		after: { email }
	});
}
// src/modules/invitation/accept-invitation.ts
var faultsOfName = (name) => requiredText(name, limits.name, ["name"]);
/** Whoever has the link comes in under it, once. */
async function acceptInvitation(inTransaction, token, { name, password }, via) {
	const faults = [...faultsOfName(name), ...passwordFaults(password, ["password"])];
	if (faults.length > 0) return {
		kind: "invalid",
		faults
	};
	const passwordHash = await hashPassword(password);
	return inTransaction(async (sql) => {
		const invitation = await new InvitationStore(sql).take(secretHash(token));
		if (!invitation) return { kind: "closed" };
		await letIn(sql, invitation, name, via);
		await addPassword(sql, invitation.userId, passwordHash);
		return {
			kind: "accepted",
			userId: invitation.userId,
			email: invitation.email
		};
	});
}
// src/modules/invitation/accept-by-provider.ts
/**
* Whoever has the link, and at the provider the address that was invited, comes in under it, once, and by the provider
* from then on. All of it is written or nothing: a refused attempt leaves the invitation open.
*/
async function acceptByProvider(inTransaction, tokenHash, name, { provider, accountId, email, isVerified }, via) {
	if (!isVerified) return { kind: "unverified" };
	return inTransaction(async (sql) => {
		const invitations = new InvitationStore(sql);
		const asked = await invitations.behind(tokenHash);
		if (!asked) return { kind: "closed" };
		if (addressOf$1(email) !== asked.email) return { kind: "otherAddress" };
		if ((await sql.rows("select 1 from app_account where provider_id = $1 and account_id = $2 and user_id <> $3", [
			provider,
			accountId,
			asked.userId
		])).length > 0) return { kind: "linked" };
		const invitation = await invitations.take(tokenHash);
		if (!invitation) return { kind: "closed" };
		const { userId } = invitation;
		await letIn(sql, invitation, name, via);
		await sql.count(`insert into app_account (id, account_id, provider_id, user_id, updated_at) values ($1, $2, $3, $4, now())`, [
			typeidUnboxed("acc"),
			accountId,
			provider,
			userId
		]);
		await audit(sql, {
			action: "LINK_ACCOUNT",
			subjectId: userId,
			actorId: userId,
			via
		});
		return {
			kind: "accepted",
			userId
		};
	});
}
// src/http/provider-invitations.ts
var pending = z.object({ invitation: z.object({
	tokenHash: z.string(),
	name: z.string(),
	via: z.object({
		id: z.null(),
		address: z.string().nullable(),
		agent: z.string().nullable()
	})
}) });
/** The page that takes whoever was refused back to their invitation: only the browser knows its link. */
var wayBack = "/invite/back";
/** What the page is told; the client has a sentence for each. */
var errorOf = {
	closed: "invitation_closed",
	unverified: "address_not_verified",
	otherAddress: "other_address",
	linked: "account_of_another"
};
/** Invitations that are accepted on the way back from the organisation's provider. */
var ProviderInvitations = class {
	constructor(options) {
		this.options = options;
	}
	/**
	* Called when the provider has said who somebody is, and before anybody is looked up by it: a way that began at an
	* invitation lets them in first. The sign-in that follows finds them like everybody whom the provider knows; if it is
	* cut off, they are here all the same and sign in by the provider.
	*/
	async identified(account) {
		const state = pending.safeParse(await getOAuthState());
		if (!state.success) return;
		const { tokenHash, name, via } = state.data.invitation;
		const error = await this.#accept(tokenHash, name, account, via);
		if (error !== null) throw new APIError("FOUND", void 0, { location: `${wayBack}?error=${error}` });
	}
	async #accept(tokenHash, name, account, via) {
		const { inTransaction, onAccepted, onFault } = this.options;
		try {
			const outcome = await acceptByProvider(inTransaction, tokenHash, name, account, via);
			if (outcome.kind !== "accepted") return errorOf[outcome.kind];
			onAccepted(outcome.userId);
			return null;
		} catch (error) {
			onFault(error);
			return "failed";
		}
	}
};
// src/http/invitation-routes.ts
var body$1 = z.object({
	name: text$1,
	password: text$1
});
/**
* What the page `/invite/{token}` talks to. Only the link says whom it is for: one that is not good, for whatever reason,
* is simply not there, and no address can be asked about.
*/
function routeInvitation(http, services) {
	const { inTransaction, sql, attempts, auth, env } = services;
	http.get("/api/invitation/:token", async ({ params }) => {
		const invitation = await new InvitationStore(sql).behind(secretHash(params.token));
		const [user] = invitation ? await new TeamStore(sql).users([invitation.userId]) : [];
		if (!invitation || !user) throw new HttpRefusal("NOT_FOUND");
		const { name } = await readOrganization(sql);
		return {
			organization: name,
			name: user.name,
			email: invitation.email,
			expiresAt: invitation.expiresAt
		};
	});
	http.post("/api/invitation/:token", async (request, reply) => {
		const { name, password } = body$1.parse(request.body ?? {});
		const attempt = linkAttempt(request);
		await admitAttempt(services, attempt);
		const via = viaOfStranger(request);
		const outcome = await acceptInvitation(inTransaction, request.params.token, {
			name,
			password
		}, via);
		if (outcome.kind === "closed") throw new HttpRefusal("NOT_FOUND");
		await attempts.succeeded(attempt);
		if (outcome.kind === "invalid") return sendFaults(request, reply, outcome.faults);
		tellRights(services, [outcome.userId]);
		return sendSignedIn(reply, services, {
			email: outcome.email,
			password
		});
	});
	/** Begins to accept by the organisation's provider: gives its page, which comes back to the callback of every sign-in. */
	http.post("/api/invitation/:token/provider", async (request, reply) => {
		if (env.MEKONG_OIDC === null) throw new HttpRefusal("NOT_FOUND");
		const { name } = body$1.parse(request.body ?? {});
		const attempt = linkAttempt(request);
		await admitAttempt(services, attempt);
		const tokenHash = secretHash(request.params.token);
		if (!await new InvitationStore(sql).behind(tokenHash)) throw new HttpRefusal("NOT_FOUND");
		await attempts.succeeded(attempt);
		const faults = faultsOfName(name);
		if (faults.length > 0) return sendFaults(request, reply, faults);
		await admitAttempt(services, {
			kind: "challenge",
			subject: null,
			address: request.ip
		});
		const invitation = {
			tokenHash,
			name,
			via: viaOfStranger(request)
		};
		const begun = await auth.api.signInSocial({
			body: {
				provider: oidcProvider,
				callbackURL: "/",
				errorCallbackURL: wayBack,
				additionalData: { invitation }
			},
			asResponse: true
		});
		if (!begun.ok) throw unavailable();
		for (const cookie of begun.headers.getSetCookie()) reply.header("set-cookie", cookie);
		return reply.header("cache-control", "no-store").send(z.object({ url: z.string() }).parse(await begun.json()));
	});
}
// ../../packages/schema/src/generated/persisted-documents.json
var persisted_documents_default = {
	"sha256:1f96db64542cbfd69e4ee2ed43c854c2841d760653dd75eecca3b19411655f23": "fragment AuditEntry on AuditEntry { __typename action actor { __typename ...Person } address agent apiKey { __typename id name } at changes { __typename after afterLabel before beforeLabel field } id outcome refusal subjectId subjectLabel } fragment Person on User { __typename id name } query AuditLog($after: String, $filter: AuditFilter, $first: Int = 50) { __typename auditLog(filter: $filter, first: $first, after: $after) { __typename nodes { __typename ...AuditEntry } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:8e15c5345b534a70fffca5f182187f67ccea367f1107370f84bd3c7913244c37": "fragment BoardColumn on BoardColumn { __typename opportunities(first: $first, after: $after) { __typename nodes { __typename ...Card } pageInfo { __typename endCursor hasNextPage } } stage { __typename id } totals { __typename ...ColumnTotals } } fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment ColumnTotals on ColumnTotals { __typename byCurrency { __typename amount count currency weightedAmount } count } fragment Person on User { __typename id name } fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } query Board($after: String, $filter: OpportunityFilter, $first: Int = 50, $pipelineId: ID!, $stageIds: [ID!]) { __typename board(pipelineId: $pipelineId, filter: $filter) { __typename columns(stageIds: $stageIds) { __typename ...BoardColumn } pipeline { __typename ...Pipeline } seq } }",
	"sha256:57e15f525e5cd4a25a8d136d8de25d00bb93aae0a0d30923cd69cb08bb4ebbce": "fragment ColumnTotals on ColumnTotals { __typename byCurrency { __typename amount count currency weightedAmount } count } fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } query BoardHeads($filter: OpportunityFilter, $pipelineId: ID!) { __typename board(pipelineId: $pipelineId, filter: $filter) { __typename columns { __typename stage { __typename id } totals { __typename ...ColumnTotals } } pipeline { __typename ...Pipeline } seq } }",
	"sha256:4ab89f427ca1a0fd4b279ea0b764223039dceed37e6c82e1b39f9b956eb055cb": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Person on User { __typename id name } query SortedCards($after: String, $filter: OpportunityFilter!, $first: Int!, $orderBy: [OpportunityOrder!]!) { __typename opportunities(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { __typename nodes { __typename ...Card } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:0337fac2d22f71829982f80e2b3a454d35f5155d544a0e3aa3317a19965a9219": "fragment BoardColumn on BoardColumn { __typename opportunities(first: $first, after: $after) { __typename nodes { __typename ...Card } pageInfo { __typename endCursor hasNextPage } } stage { __typename id } totals { __typename ...ColumnTotals } } fragment BoardEvent on BoardEvent { __typename actor { __typename ...Person } at clientMutationId columns { __typename stageId totals { __typename ...ColumnTotals } } fromStage { __typename id } opportunity { __typename ...Card } opportunityId opportunityIds ranks { __typename opportunityId rank } seq toStage { __typename id } type } fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment ColumnTotals on ColumnTotals { __typename byCurrency { __typename amount count currency weightedAmount } count } fragment Person on User { __typename id name } fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } subscription BoardEvents($after: String, $first: Int = 50, $from: String, $pipelineId: ID!) { boardEvents(pipelineId: $pipelineId, after: $from) { __typename ... on BoardEvents { __typename cursor events { __typename ...BoardEvent } fromSeq toSeq } ... on BoardHeartbeat { __typename cursor seq serverTime } ... on BoardResync { __typename reason } ... on BoardSnapshot { __typename columns { __typename ...BoardColumn } cursor pipeline { __typename ...Pipeline } seq } } }",
	"sha256:5f1b27c78399479d4be68fc147fdfa988a4d0cd9ee972ded66699a66d884f9e6": "fragment Person on User { __typename id name } subscription BoardPresence($pipelineId: ID!) { boardPresence(pipelineId: $pipelineId) { __typename people { __typename doing field opportunityId since user { __typename ...Person } } } }",
	"sha256:5ef9b2fdb98e434f38efc7247f24dc2799a69490169b215a66acd91a3e621e3c": "fragment UserError on UserError { __typename code field message } mutation UpdatePresence($input: UpdatePresenceInput!) { __typename updatePresence(input: $input) { __typename userErrors { __typename ...UserError } } }",
	"sha256:55ffcdd2a76cf1004d37fe44dcb1a1b0315a516afd87782668c118615b4b2f25": "fragment Company on Company { __typename address domain id name phone version } query Company($id: ID!) { __typename node(id: $id) { __typename ... on Company { __typename ...Company } } }",
	"sha256:1e4b543d89715cc5e7d27a0df4c0aa0be752d07094b98c1162834aa8c2873fb9": "fragment Company on Company { __typename address domain id name phone version } query Companies($search: String!) { __typename companies(filter: {search: $search}, orderBy: [{field: RELEVANCE}], first: 8) { __typename nodes { __typename ...Company } } }",
	"sha256:455d3cee08301d4bc906bee47c3e6b1d37c4164aa21d44321e197fee7e11d6fe": "fragment Company on Company { __typename address domain id name phone version } fragment UserError on UserError { __typename code field message } mutation CreateCompany($input: CreateCompanyInput!) { __typename createCompany(input: $input) { __typename company { __typename ...Company } userErrors { __typename ...UserError } } }",
	"sha256:a2a6c081aaeefcf7a156550f7bfb1d0636278100f98444731a5ba7a17ba9c1c9": "fragment Company on Company { __typename address domain id name phone version } fragment FieldConflict on FieldConflict { __typename before field mine theirs } fragment UserError on UserError { __typename code field message } mutation UpdateCompany($input: UpdateCompanyInput!) { __typename updateCompany(input: $input) { __typename company { __typename ...Company } conflicts { __typename ...FieldConflict } current { __typename ...Company } userErrors { __typename ...UserError } } }",
	"sha256:26d9cbb24d69496443d17ff3491fcf4f0a967c9fa9c93eff85b81680cf795764": "fragment UserError on UserError { __typename code field message } mutation DeleteCompany($input: DeleteCompanyInput!) { __typename deleteCompany(input: $input) { __typename deletedId userErrors { __typename ...UserError } } }",
	"sha256:9dc587cd6e7351658748039a1e67b36eca7fd4d0408310c7b45dac68a7a2e6c2": "fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } query ContactsOfCompany($companyId: ID!) { __typename contacts( filter: {companyId: {eq: $companyId}} orderBy: [{field: NAME}] first: 20 ) { __typename nodes { __typename ...Contact } } }",
	"sha256:2be4eeea79648b04feb80876ec03a7627f6b18121cbaaf67b2322d3110ae1a2f": "fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } query Contacts($filter: ContactFilter!) { __typename contacts(filter: $filter, orderBy: [{field: RELEVANCE}], first: 8) { __typename nodes { __typename ...Contact } } }",
	"sha256:c3474d1e9fd127c77a6eb72158ffb8d61cf071080f7c9a275a5a298116a88125": "fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } fragment UserError on UserError { __typename code field message } mutation CreateContact($input: CreateContactInput!) { __typename createContact(input: $input) { __typename contact { __typename ...Contact } userErrors { __typename ...UserError } } }",
	"sha256:8f5ea2f926b073b97de257dc89c56d9ae759d44ae510879eb2bf0de126304d50": "fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } fragment FieldConflict on FieldConflict { __typename before field mine theirs } fragment UserError on UserError { __typename code field message } mutation UpdateContact($input: UpdateContactInput!) { __typename updateContact(input: $input) { __typename conflicts { __typename ...FieldConflict } contact { __typename ...Contact } current { __typename ...Contact } userErrors { __typename ...UserError } } }",
	"sha256:6cf0d5d5f356e6c17becf71bf0908807ead2502cbb16ec73518a8af12f21b460": "fragment UserError on UserError { __typename code field message } mutation DeleteContact($input: DeleteContactInput!) { __typename deleteContact(input: $input) { __typename deletedId userErrors { __typename ...UserError } } }",
	"sha256:a794e1268ee49799779ea30e78d669b591ac23b550332cbd42f1587299037081": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment ColumnTotals on ColumnTotals { __typename byCurrency { __typename amount count currency weightedAmount } count } fragment ListRow on Opportunity { __typename deletedAt ...Card } fragment Person on User { __typename id name } query Opportunities($after: String, $boardFilter: OpportunityFilter, $filter: OpportunityFilter, $first: Int = 50, $hasSums: Boolean!, $isFirst: Boolean!, $orderBy: [OpportunityOrder!], $pipelineId: ID!) { __typename board(pipelineId: $pipelineId, filter: $boardFilter) @include(if: $hasSums) { __typename columns { __typename stage { __typename id } totals { __typename ...ColumnTotals } } } opportunities(filter: $filter, orderBy: $orderBy, first: $first, after: $after) { __typename nodes { __typename ...ListRow } pageInfo { __typename endCursor hasNextPage } totalCount @include(if: $isFirst) } }",
	"sha256:76353e5ab3ff339f3e2e96785da6dae536bc5bce68eadc9be790c19dc643d654": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Company on Company { __typename address domain id name phone version } fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } fragment Opportunity on Opportunity { __typename campaign company { __typename ...Company } contact { __typename ...Contact } deletedAt description externalId medium source weightedAmount { __typename amount currency } ...Card } fragment Person on User { __typename id name } fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } query Opportunity($id: ID!) { __typename opportunity(id: $id) { __typename pipeline { __typename ...Pipeline } stays { __typename enteredAt leftAt movedBy { __typename ...Person } seconds stage { __typename id name } } ...Opportunity } }",
	"sha256:165ced7f8d8afbbb13ca57365af99f89bdb32354fcae7b79524dfe65e1d3f970": "fragment Person on User { __typename id name } query OpportunityHistory($after: String, $first: Int = 20, $id: ID!) { __typename opportunity(id: $id) { __typename history(first: $first, after: $after) { __typename nodes { __typename actor { __typename ...Person } at changes { __typename after afterLabel before beforeLabel field } id kind } pageInfo { __typename endCursor hasNextPage } } id } }",
	"sha256:879f013806dcedc29e8706caf36f44f1987834e242aae008ba59b93b822f17f6": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation CreateOpportunity($input: CreateOpportunityInput!) { __typename createOpportunity(input: $input) { __typename opportunity { __typename ...Card } userErrors { __typename ...UserError } } }",
	"sha256:9eb0e97b18e7c443d1d515caea000a5ee26ba4e5b82e623d8b9f47a103be5429": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Company on Company { __typename address domain id name phone version } fragment Contact on Contact { __typename company { __typename id name } email id jobTitle name phone version } fragment FieldConflict on FieldConflict { __typename before field mine theirs } fragment Opportunity on Opportunity { __typename campaign company { __typename ...Company } contact { __typename ...Contact } deletedAt description externalId medium source weightedAmount { __typename amount currency } ...Card } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation UpdateOpportunity($input: UpdateOpportunityInput!) { __typename updateOpportunity(input: $input) { __typename conflicts { __typename ...FieldConflict } current { __typename ...Opportunity } opportunity { __typename ...Opportunity } userErrors { __typename ...UserError } } }",
	"sha256:810453cc79bfd1908e46c5336ed37d81334bb1e3eb117fbbe94a311081e72c6f": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation MoveOpportunity($input: MoveOpportunityInput!) { __typename moveOpportunity(input: $input) { __typename current { __typename ...Card } movedAt movedBy { __typename ...Person } opportunity { __typename ...Card } userErrors { __typename ...UserError } } }",
	"sha256:e558b09a5d73cda7173f7428f0ccd04e68491ff48647a35000b591d86aabcf3d": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation ReopenOpportunity($input: ReopenOpportunityInput!) { __typename reopenOpportunity(input: $input) { __typename opportunity { __typename ...Card } userErrors { __typename ...UserError } } }",
	"sha256:0928916897196f90da0b6f7b428a8de1fcc41317dfa850c55a0ff7c2fcf68eae": "fragment UserError on UserError { __typename code field message } mutation DeleteOpportunity($input: DeleteOpportunityInput!) { __typename deleteOpportunity(input: $input) { __typename deletedId userErrors { __typename ...UserError } } }",
	"sha256:b13421dde7ccf1b1edc5171aa9a10f7c13dc5ec48ac1086dab60653574c6d1f2": "fragment Card on Opportunity { __typename amount { __typename amount currency } closedAt company { __typename id name } createdAt currency expectedCloseDate id lostNote lostReason { __typename id name } owner { __typename ...Person } pipeline { __typename id } probability probabilitySource rank stage { __typename id } stageEnteredAt status tags team { __typename id name } title version } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation RestoreOpportunity($input: RestoreOpportunityInput!) { __typename restoreOpportunity(input: $input) { __typename opportunity { __typename ...Card } userErrors { __typename ...UserError } } }",
	"sha256:bb5363b96c427ed76b76ee4de19c400bf2b2c6167fb5e2aa0809a389778030b8": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } query People($after: String, $filter: UserFilter, $first: Int!) { __typename users(filter: $filter, orderBy: [{field: NAME}], first: $first, after: $after) { __typename nodes { __typename ...Account } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:8dcde729ead5a71b0707dda1df726511c28965179d42606deea3ea606639044b": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } query Account($id: ID!) { __typename node(id: $id) { __typename ... on User { __typename openOpportunityCount ...Account } } }",
	"sha256:0ebaf8b40ac27ded302f3212442840a4e322119096f08a77551919bd539f39d1": "fragment TeamSetUp on Team { __typename id leaders { __typename id } members { __typename id name role state } name opportunityCount } query TeamsSetUp($after: String, $first: Int!) { __typename teams(orderBy: [{field: NAME}], first: $first, after: $after) { __typename nodes { __typename ...TeamSetUp } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:c2970bfe9988e283d3d472213099d63426b356083a17b1be58f10cfce35ffb15": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation InviteUser($input: InviteUserInput!) { __typename inviteUser(input: $input) { __typename link user { __typename ...Account } userErrors { __typename ...UserError } } }",
	"sha256:167a7e81813ce91a3483ef9953a35e616d764623de5776eafeeb369c94a1b18d": "fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment UserError on UserError { __typename code field message } mutation ResendInvitation($input: ResendInvitationInput!) { __typename resendInvitation(input: $input) { __typename invitation { __typename ...Invitation } link userErrors { __typename ...UserError } } }",
	"sha256:5cf5dad01bc211f604323c9a04879fe42234d0999e6ddaa543d59560ee44e923": "fragment UserError on UserError { __typename code field message } mutation RevokeInvitation($input: RevokeInvitationInput!) { __typename revokeInvitation(input: $input) { __typename deletedId userErrors { __typename ...UserError } } }",
	"sha256:3a97df42a02ff0b02169f4fe93c5a8e697d9659b3a163d9614ede0c6b135d9a0": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation UpdateUser($input: UpdateUserInput!) { __typename updateUser(input: $input) { __typename user { __typename ...Account } userErrors { __typename ...UserError } } }",
	"sha256:8f829feb8adc4d0abbaadf69d23e17386be8066bf4a6b28e3d9069ee9beab347": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation DeactivateUser($input: DeactivateUserInput!) { __typename deactivateUser(input: $input) { __typename handedOverTo { __typename ...Person } openOpportunityCount user { __typename ...Account } userErrors { __typename ...UserError } } }",
	"sha256:af616243ab377c319a1474ac59fbc74125bf4405891837a1461eac9123148f0e": "fragment Account on User { __typename email handedOverTo { __typename ...Person } hasSignIn id invitation { __typename ...Invitation } lastSeenAt ledTeams { __typename id } mainTeam { __typename id } name role seesAmounts state teams { __typename id name } visibility } fragment Invitation on Invitation { __typename email expiresAt id sentAt } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation ReactivateUser($input: ReactivateUserInput!) { __typename reactivateUser(input: $input) { __typename user { __typename ...Account } userErrors { __typename ...UserError } } }",
	"sha256:005daf2465f4bccafe39839a08cc8803f64129257dac2158490e54cf974e690e": "fragment TeamSetUp on Team { __typename id leaders { __typename id } members { __typename id name role state } name opportunityCount } fragment UserError on UserError { __typename code field message } mutation CreateTeam($input: CreateTeamInput!) { __typename createTeam(input: $input) { __typename team { __typename ...TeamSetUp } userErrors { __typename ...UserError } } }",
	"sha256:68ae10c0d9bce692b042e524658e4baffb31b8bcda04bfe9896d1b0dba6fbdde": "fragment TeamSetUp on Team { __typename id leaders { __typename id } members { __typename id name role state } name opportunityCount } fragment UserError on UserError { __typename code field message } mutation UpdateTeam($input: UpdateTeamInput!) { __typename updateTeam(input: $input) { __typename team { __typename ...TeamSetUp } userErrors { __typename ...UserError } } }",
	"sha256:9a8d1d1ca4868741f7286c1c1f155ce21fbe4b74cf0bf03ccc4b2d819d66cf42": "fragment UserError on UserError { __typename code field message } mutation DeleteTeam($input: DeleteTeamInput!) { __typename deleteTeam(input: $input) { __typename deletedId userErrors { __typename ...UserError } } }",
	"sha256:e791e5c6eb50cd303b5fcdf8a95875eeab382775d157140a9668228a4bd96058": "query Users($after: String, $filter: UserFilter, $first: Int = 50) { __typename users(filter: $filter, orderBy: [{field: NAME}], first: $first, after: $after) { __typename nodes { __typename id isActive mainTeam { __typename id } name role teams { __typename id } } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:78da775ddbcbc8630af32663e141a4720bf5b8444b223eb50ad155d19d6bd5fb": "query Teams($after: String, $filter: TeamFilter, $first: Int = 50) { __typename teams(filter: $filter, orderBy: [{field: NAME}], first: $first, after: $after) { __typename nodes { __typename id name } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:b3295ac04c1306703c587e65d9933043224588ba7891772c252c3d33435c2b54": "query Pipelines($after: String) { __typename pipelines(first: 100, after: $after) { __typename nodes { __typename currency id name } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:9b322b54431e252e917c29395d427e3a7b65685470517763425dca2f797a6fb8": "fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } query Pipeline($id: ID!) { __typename pipeline(id: $id) { __typename ...Pipeline } }",
	"sha256:d167f7986fa278a062e8320d0aabe349695b89121254d0e6c78312c85a4141fb": "fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } fragment UserError on UserError { __typename code field message } mutation CreatePipeline($input: CreatePipelineInput!) { __typename createPipeline(input: $input) { __typename pipeline { __typename ...Pipeline } userErrors { __typename ...UserError } } }",
	"sha256:eb8bd3fbcbce171034c097506c243952680e10bc47bb0b6355f0ade2ee903a8a": "fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } fragment UserError on UserError { __typename code field message } mutation UpdatePipeline($input: UpdatePipelineInput!) { __typename updatePipeline(input: $input) { __typename pipeline { __typename ...Pipeline } userErrors { __typename ...UserError } } }",
	"sha256:d56eb042bc4ab6d1b7b3dbfc5c3092aef1303e47b34b136863338c6ea943db2a": "fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } fragment UserError on UserError { __typename code field message } mutation CreateStage($input: CreateStageInput!) { __typename createStage(input: $input) { __typename stage { __typename pipeline { __typename ...Pipeline } ...Stage } userErrors { __typename ...UserError } } }",
	"sha256:628b4c35afb316756ac6aed930bb10c5688101d22e5a4c942dde581f20d55891": "fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } fragment UserError on UserError { __typename code field message } mutation UpdateStage($input: UpdateStageInput!) { __typename updateStage(input: $input) { __typename stage { __typename ...Stage } userErrors { __typename ...UserError } } }",
	"sha256:ff3531f7b5018741394a56b719015305adc16d155b008a4f9859d8d7ef62afb2": "fragment Pipeline on Pipeline { __typename currency id name stages { __typename ...Stage } } fragment Stage on Stage { __typename color id isFolded kind name position probability rottenAfterDays } fragment UserError on UserError { __typename code field message } mutation MoveStage($input: MoveStageInput!) { __typename moveStage(input: $input) { __typename stage { __typename id pipeline { __typename ...Pipeline } } userErrors { __typename ...UserError } } }",
	"sha256:a6f25c051f8317d1d5d3fb98c456c0fcfb3a0b5d98a67374ac3f98abcc20f42e": "fragment UserError on UserError { __typename code field message } mutation DeleteStage($input: DeleteStageInput!) { __typename deleteStage(input: $input) { __typename deletedId movedCount userErrors { __typename ...UserError } } }",
	"sha256:644d309eb71d43f4349abde14fc430c230babdbb1ca6bf35800a7f0994662b5d": "fragment LostReason on LostReason { __typename id isArchived name } query LostReasons { __typename lostReasons(first: 100) { __typename nodes { __typename ...LostReason } } }",
	"sha256:d3e282d4a6a061e3223e9008bb03b46b2f493f9c556a44a8e2bbbd1d53ef6cb6": "fragment LostReason on LostReason { __typename id isArchived name } fragment UserError on UserError { __typename code field message } mutation CreateLostReason($input: CreateLostReasonInput!) { __typename createLostReason(input: $input) { __typename lostReason { __typename ...LostReason } userErrors { __typename ...UserError } } }",
	"sha256:667dc42c3304e31c51508019e64a001edf212117b114592ae71a5fd3c8292f5a": "fragment LostReason on LostReason { __typename id isArchived name } fragment UserError on UserError { __typename code field message } mutation UpdateLostReason($input: UpdateLostReasonInput!) { __typename updateLostReason(input: $input) { __typename lostReason { __typename ...LostReason } userErrors { __typename ...UserError } } }",
	"sha256:4c2f679845ea31cddb9403595d49187dad4b4c059eab1cc77a2ea41df8c66dc5": "query Tags($first: Int = 20, $search: String) { __typename tags(search: $search, first: $first) { __typename nodes { __typename id name } } }",
	"sha256:687ace12ca18126383cf961ae57258b0effe736db19018047faf3262c245a864": "query Sources($first: Int = 20, $search: String) { __typename sources(search: $search, first: $first) { __typename nodes { __typename id name } } }",
	"sha256:7651eb080fb95411ceb089304a4bf1de73dfa2e1c434e6cd495d8488bcfbc29e": "fragment ApiKey on ApiKey { __typename createdAt expiresAt id lastUsedAddress lastUsedAt name owner { __typename ...Person } prefix previousUntil revokedAt scopes } fragment Person on User { __typename id name } query ApiKeys($after: String, $first: Int = 50, $ownerId: ID) { __typename apiKeys(ownerId: $ownerId, first: $first, after: $after) { __typename nodes { __typename ...ApiKey } pageInfo { __typename endCursor hasNextPage } } }",
	"sha256:f291eb930d6ea42f1f63519d82d07ec3d223c84153a7f44763cfe502d10da1c8": "fragment ApiKey on ApiKey { __typename createdAt expiresAt id lastUsedAddress lastUsedAt name owner { __typename ...Person } prefix previousUntil revokedAt scopes } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation CreateApiKey($input: CreateApiKeyInput!) { __typename createApiKey(input: $input) { __typename apiKey { __typename ...ApiKey } secret userErrors { __typename ...UserError } } }",
	"sha256:114547c925f22109b8d742194f57586a25385ad74654b0a7120ca6e5715c2e17": "fragment ApiKey on ApiKey { __typename createdAt expiresAt id lastUsedAddress lastUsedAt name owner { __typename ...Person } prefix previousUntil revokedAt scopes } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation RevokeApiKey($input: RevokeApiKeyInput!) { __typename revokeApiKey(input: $input) { __typename apiKey { __typename ...ApiKey } userErrors { __typename ...UserError } } }",
	"sha256:5b3a9b6dff5a8d8d531e82f267ba00661847e23ca2157bcc660d6a45b319ddb9": "query StageUse($filter: OpportunityFilter!) { __typename opportunities(filter: $filter, first: 0) { __typename totalCount } }",
	"sha256:ac1f52d1d6b245f603cf253d190210ece676a5604e9f74463e9c244728bb3677": "subscription SetupEvents($from: String, $pipelineId: ID!) { boardEvents(pipelineId: $pipelineId, after: $from) { __typename ... on BoardEvents { __typename cursor events { __typename type } } ... on BoardHeartbeat { __typename cursor } ... on BoardResync { __typename reason } ... on BoardSnapshot { __typename cursor } } }",
	"sha256:0b4fd6d885d474c0761bb8a011bb7252a0d4e3f8b001ad1c3ce5f2eb16e1ac63": "fragment ApiKey on ApiKey { __typename createdAt expiresAt id lastUsedAddress lastUsedAt name owner { __typename ...Person } prefix previousUntil revokedAt scopes } fragment Person on User { __typename id name } fragment UserError on UserError { __typename code field message } mutation RotateApiKey($input: RotateApiKeyInput!) { __typename rotateApiKey(input: $input) { __typename apiKey { __typename ...ApiKey } secret userErrors { __typename ...UserError } } }",
	"sha256:8097370807f929c0688ea948b2bbbf8fd4dc9013948cc21c5e9a15cf736d3a74": "query Sessions { __typename viewer { __typename sessions { __typename address createdAt device id isCurrent lastActiveAt } } }",
	"sha256:6e3463f8516f7d806ceaaa2099ef5abd36a25fe74a78574020d46491f044c98c": "mutation RevokeSession($input: RevokeSessionInput!) { __typename revokeSession(input: $input) { __typename clientMutationId revokedId userErrors { __typename code field message } } }",
	"sha256:5de45cd33dbd9c731c05078cbcf0c89fb250797483602a5c00982b1a067760d6": "mutation RevokeSessions($input: RevokeSessionsInput!) { __typename revokeSessions(input: $input) { __typename clientMutationId revokedIds userErrors { __typename code field message } } }",
	"sha256:25e0139e148a7154b36d71f1e5243e73fc5a3c659526fbc13b8b2f00ed3a603c": "query PersonSecurity($id: ID!) { __typename node(id: $id) { __typename ... on User { __typename hasTwoFactor id sessions { __typename address createdAt device id isCurrent lastActiveAt } } } }",
	"sha256:f897cd2e387ff738eb1358c21d1c084c98f871bb410988b837c22562b9270ea9": "mutation ClearTwoFactor($input: ClearTwoFactorInput!) { __typename clearTwoFactor(input: $input) { __typename clientMutationId user { __typename hasTwoFactor id } userErrors { __typename code field message } } }",
	"sha256:6aa8252ce1a2d33012e9a30562c3b1a0769dce3897265a7f75d7b61faff52ff5": "fragment Organization on Organization { __typename currency locale name timeZone } fragment Viewer on Viewer { __typename locale organization { __typename ...Organization } permissions role seesAmounts teams { __typename id leaders { __typename id } name } timeZone user { __typename email id mainTeam { __typename id } name } visibility } query Viewer { __typename viewer { __typename ...Viewer } }",
	"sha256:4a442c0ffe4a40431b0985c79b5579555324505cb5d33a80356c3e05196f022d": "fragment Organization on Organization { __typename currency locale name timeZone } fragment UserError on UserError { __typename code field message } fragment Viewer on Viewer { __typename locale organization { __typename ...Organization } permissions role seesAmounts teams { __typename id leaders { __typename id } name } timeZone user { __typename email id mainTeam { __typename id } name } visibility } mutation UpdateViewer($input: UpdateViewerInput!) { __typename updateViewer(input: $input) { __typename userErrors { __typename ...UserError } viewer { __typename ...Viewer } } }",
	"sha256:1c7bbc71630c4d32bd6066b24c722665dd9f0db66608317366a1c5657a7b38a3": "fragment Organization on Organization { __typename currency locale name timeZone } fragment UserError on UserError { __typename code field message } mutation UpdateOrganization($input: UpdateOrganizationInput!) { __typename updateOrganization(input: $input) { __typename organization { __typename ...Organization } userErrors { __typename ...UserError } } }"
};
// src/kept/board-versions.ts
/** What an answer about a board follows from: while none of the three moves, the answer stays true. */
var versions = `
  select f.pipeline_id as id, concat_ws(':', m.epoch, f.seq, n.version) as version
  from board_feed f, feed_meta m, names_version n where f.pipeline_id = any($1)`;
/**
* Reads where boards stand. Who asks while a statement runs waits for the next one, which then answers all of them: a
* statement that was sent before the question could be older than what the asker knows to be written.
*/
var BoardVersions = class {
	#waiting = [];
	#isReading = false;
	constructor(pool) {
		this.pool = pool;
	}
	/** Null: there is no such board. */
	of(pipelineId) {
		return new Promise((settle, fail) => {
			this.#waiting.push({
				pipelineId,
				settle,
				fail
			});
			if (!this.#isReading) this.#read();
		});
	}
	async #read() {
		this.#isReading = true;
		while (this.#waiting.length > 0) {
			const asking = this.#waiting;
			this.#waiting = [];
			try {
				const ids = [...new Set(asking.map(({ pipelineId }) => pipelineId))];
				const { rows } = await this.pool.query({
					name: "board-versions",
					text: versions,
					values: [ids]
				});
				const found = new Map(rows.map(({ id, version }) => [id, version]));
				for (const { pipelineId, settle } of asking) settle(found.get(pipelineId) ?? null);
			} catch (error) {
				for (const { fail } of asking) fail(error);
			}
		}
		this.#isReading = false;
	}
};
// src/live/reader-class.ts
/**
* Readers of one class get the same bytes, so a message or an answer is made once for all of them. Role and key scopes are
* part of it although nothing that is shared depends on them today: if something ever does, nothing leaks.
*/
var readerClass = ({ actor }, locale) => [
	scopeKey(scopeOf(actor)),
	actor.role,
	actor.scopes?.join(",") ?? "",
	locale
].join(" ");
// src/graphql/fragments.ts
/** A document's fragments by their names. */
var fragmentsIn = (document) => new Map(document.definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION).map((fragment) => [fragment.name.value, fragment]));
// src/kept/keepable.ts
/**
* What of a board follows from its counter, the names and the reader's class alone. Everything else (stays, whose last one
* runs on by the clock; history) makes an answer one that is never kept, and so does a field that is not listed.
*/
var keptFields = {
	Board: [
		"seq",
		"pipeline",
		"columns",
		"cursor"
	],
	BoardColumn: [
		"stage",
		"totals",
		"opportunities"
	],
	ColumnTotals: [
		"count",
		"amount",
		"weightedAmount",
		"byCurrency"
	],
	CurrencyTotal: [
		"currency",
		"count",
		"amount",
		"weightedAmount"
	],
	OpportunityConnection: [
		"edges",
		"nodes",
		"pageInfo",
		"totalCount"
	],
	OpportunityEdge: ["cursor", "node"],
	PageInfo: [
		"endCursor",
		"hasNextPage",
		"hasPreviousPage",
		"startCursor"
	],
	Opportunity: [
		"id",
		"title",
		"description",
		"status",
		"amount",
		"currency",
		"weightedAmount",
		"probability",
		"probabilitySource",
		"pipeline",
		"stage",
		"stageEnteredAt",
		"owner",
		"team",
		"company",
		"contact",
		"source",
		"medium",
		"campaign",
		"tags",
		"expectedCloseDate",
		"externalId",
		"lostReason",
		"lostNote",
		"createdAt",
		"closedAt",
		"deletedAt",
		"rank",
		"version"
	],
	Money: ["amount", "currency"],
	User: [
		"id",
		"name",
		"email",
		"role",
		"isActive",
		"mainTeam",
		"teams"
	],
	Team: [
		"id",
		"name",
		"leader",
		"members"
	],
	Company: [
		"id",
		"name",
		"domain",
		"phone",
		"address",
		"createdAt",
		"version"
	],
	Contact: [
		"id",
		"name",
		"email",
		"phone",
		"jobTitle",
		"company",
		"createdAt",
		"version"
	],
	LostReason: [
		"id",
		"name",
		"isArchived"
	],
	Pipeline: [
		"id",
		"name",
		"currency",
		"createdAt",
		"stages"
	],
	Stage: [
		"id",
		"name",
		"kind",
		"color",
		"probability",
		"position",
		"isFolded",
		"rottenAfterDays",
		"pipeline"
	]
};
/** Signed for one reader: an answer that has it is that reader's alone. */
var personal = "Board.cursor";
/** Whether an operation's answer may be kept: it asks for one board and for nothing that changes without a sign. */
function keepable(schema, document, operation) {
	const [root, ...others] = operation.selectionSet.selections;
	if (operation.operation !== "query" || root?.kind !== Kind.FIELD || root.name.value !== "board") return null;
	if (others.length > 0) return null;
	const fields = fieldsOf(schema, document, root);
	if (![...fields].every(isKept)) return null;
	return {
		root,
		isPersonal: fields.has(personal)
	};
}
function isKept(field) {
	const [type = "", name = ""] = field.split(".");
	return keptFields[type]?.includes(name) === true;
}
/** Every `Type.field` that is reached, fragments included. */
function fieldsOf(schema, document, root) {
	const found = /* @__PURE__ */ new Set();
	const fragments = fragmentsIn(document);
	const seen = /* @__PURE__ */ new Set();
	const look = (node, types) => visit(node, visitWithTypeInfo(types, {
		Field: ({ name: { value: name } }) => {
			const type = types.getParentType();
			if (type === schema.getQueryType() || name === "__typename") return;
			found.add(isObjectType(type) ? `${type.name}.${name}` : `?.${name}`);
		},
		FragmentSpread: ({ name: { value: name } }) => {
			const fragment = fragments.get(name);
			if (seen.has(name) || !fragment) return;
			seen.add(name);
			look(fragment, new TypeInfo(schema));
		}
	}));
	look(root, new TypeInfo(schema, schema.getQueryType()));
	return found;
}
// src/kept/kept-answers.ts
var mostBytes = 67108864;
/**
* Answers by what was asked, each with the version of what it was made from. The version is read before the answer is
* made and again before it is given: if it is the same, nothing has changed in between and the answer is as good as a
* fresh one. The longest unused go first.
*/
var KeptAnswers = class {
	#kept = /* @__PURE__ */ new Map();
	#making = /* @__PURE__ */ new Map();
	#bytes = 0;
	constructor(most = mostBytes) {
		this.most = most;
	}
	/** `make` gives null for an answer that must not be kept. Equal questions of one moment are answered by one making. */
	of(asked, version, make) {
		const kept = this.#kept.get(asked);
		if (kept?.version === version) {
			this.#kept.delete(asked);
			this.#kept.set(asked, kept);
			return kept.answer;
		}
		const name = `${version} ${asked}`;
		return this.#making.get(name) ?? this.#make(asked, version, name, make);
	}
	#make(asked, version, name, make) {
		const making = make().then((answer) => {
			if (answer !== null) this.#keep(asked, {
				version,
				answer
			});
			return answer;
		}).finally(() => this.#making.delete(name));
		this.#making.set(name, making);
		return making;
	}
	#keep(asked, kept) {
		this.#drop(asked);
		this.#kept.set(asked, kept);
		this.#bytes += kept.answer.bytes;
		for (const [oldest] of this.#kept) {
			if (this.#bytes <= this.most) break;
			this.#drop(oldest);
		}
	}
	#drop(asked) {
		const kept = this.#kept.get(asked);
		if (kept === void 0) return;
		this.#kept.delete(asked);
		this.#bytes -= kept.answer.bytes;
	}
};
// src/kept/kept-boards.ts
/**
* Boards as text, kept for as long as nothing has changed on them. Most reads of a board find it as the last one left
* it: they cost one look at the board's counter, where a fresh answer costs some hundred rows, their graph and its text.
*/
var KeptBoards = class {
	#answers = new KeptAnswers();
	#known = /* @__PURE__ */ new WeakMap();
	constructor(options) {
		this.options = options;
	}
	/** Null: this operation is none whose answer is kept. */
	async answer(admitted, asking) {
		const kept = this.#keepableOf(admitted);
		const pipelineId = kept && pipelineIn(kept, admitted);
		if (!kept || !pipelineId || asking.caller === null) return null;
		const version = await this.options.versions.of(pipelineId).catch(() => null);
		if (version === null) return null;
		let failed;
		let isMade = false;
		const board = await this.#answers.of(askedBy(admitted, asking, kept), version, async () => {
			isMade = true;
			const result = await this.options.execute(admitted, asking);
			if (!result.errors) return keptFrom(result, admitted.meter.count(result.data));
			failed = result;
			return null;
		});
		if (board === null) return failed ? {
			kind: "result",
			result: failed
		} : null;
		this.options.metrics.boardAnswers.inc({ way: isMade ? "made" : "kept" });
		admitted.meter.settle(board.points);
		return {
			kind: "text",
			text: textOf$1(board, admitted)
		};
	}
	#keepableOf({ args, operation }) {
		const known = this.#known.get(operation);
		if (known !== void 0) return known;
		const found = keepable(this.options.schema, args.document, operation);
		this.#known.set(operation, found);
		return found;
	}
};
function pipelineIn({ root }, { args }) {
	const value = root.arguments?.find(({ name }) => name.value === "pipelineId")?.value;
	if (value?.kind === Kind.STRING) return value.value;
	const given = value?.kind === Kind.VARIABLE ? args.variableValues?.[value.name.value] : null;
	return typeof given === "string" ? given : null;
}
/** Everything that an answer follows from besides the board and the names on it. */
function askedBy({ hash, args }, { caller, locale }, { isPersonal }) {
	if (caller === null) throw new Error("A board is read by somebody.");
	const reader = isPersonal ? readerOf(caller) : null;
	return JSON.stringify([
		hash,
		args.operationName,
		args.variableValues,
		readerClass(caller, locale),
		reader
	]);
}
function keptFrom({ data, extensions }, points) {
	const text = `"data":${JSON.stringify(data)}`;
	return {
		data: text,
		redacted: extensions?.["redacted"],
		points,
		bytes: text.length * 2
	};
}
var textOf$1 = ({ data, redacted }, { meter }) => `{${data},"extensions":${JSON.stringify({
	redacted,
	cost: meter.cost
})}}\n`;
// src/http/cost/count.ts
/**
* What an answer has cost, in tenths of a point, by the same tariff as its price: so much an entry of a list, so much
* for what hangs from it. Only the answer is looked at, not the schema, so it is cheap.
*/
function countTenths(data) {
	if (typeof data !== "object" || data === null) return 0;
	let tenths = 0;
	if (Array.isArray(data)) {
		for (const entry of data) if (isObject(entry)) tenths += tariff.entry + countTenths(entry);
		return tenths;
	}
	for (const name in data) {
		const value = data[name];
		if (isObject(value)) tenths += Array.isArray(value) ? countTenths(value) : tariff.object + countTenths(value);
	}
	return tenths;
}
var isObject = (value) => typeof value === "object" && value !== null;
// src/http/cost/meter.ts
/** Counts what an operation costs that was admitted, and settles with whose bucket it was taken from. */
var Meter = class {
	#actual;
	constructor(throttle, payer, prepared) {
		this.throttle = throttle;
		this.payer = payer;
		this.prepared = prepared;
		this.#actual = prepared.price.points + prepared.reading;
	}
	/** The answer with its cost. Who waited in vain pays in full: the database worked all the same. */
	answered(result) {
		if (!(result.errors?.some(({ extensions }) => extensions["code"] === "TIMEOUT") ?? false)) this.settle(this.count(result.data));
		return {
			...result,
			extensions: {
				...result.extensions,
				cost: this.cost
			}
		};
	}
	/** What an answer costs, in points. */
	count(data) {
		const { points, base, flat, isFlat } = this.prepared.price;
		if (isFlat) return points;
		let tenths = base + countTenths(data);
		for (const [name, fixed] of flat) tenths += fixed - countTenths({ counted: data?.[name] });
		return inPoints(tenths);
	}
	/** What the answer has cost, as `count` says. */
	settle(points) {
		const actual = points + this.prepared.reading;
		this.throttle.correct(this.payer, actual - this.#actual);
		this.#actual = actual;
	}
	get cost() {
		const { price, reading } = this.prepared;
		return {
			requested: price.points + reading,
			actual: this.#actual,
			throttle: this.throttle.standing(this.payer)
		};
	}
};
// src/http/admit.ts
/**
* Has every request paid for before it is executed, over HTTP, WebSocket and SSE alike: a person, a key and an address
* each have a bucket of points. A request that is refused by `prepare` costs a little too, since reading it was work.
*/
var makeAdmit = ({ throttle, metrics }, prepare) => async (asked, asking) => {
	const payer = payerOf(asking);
	const least = asking.caller === null ? 20 : 10;
	const costing = (requested, actual) => ({
		requested,
		actual,
		throttle: throttle.standing(payer)
	});
	const throttled = (points, paid = 0) => {
		const cost = costing(points, paid);
		return {
			kind: "refused",
			code: "THROTTLED",
			reached: "REQUEST",
			errors: [mask(new ApiError("THROTTLED", {
				extensions: { cost },
				retryAfter: throttle.secondsUntil(payer, points)
			}), asking)],
			cost
		};
	};
	if (!throttle.holds(payer, least)) return throttled(least);
	const prepared = prepare(asked, asking);
	const { reading = 0 } = prepared;
	throttle.correct(payer, reading);
	if (prepared.kind === "refused") {
		if (denials.has(prepared.code)) metrics.authzDenied.inc({ code: prepared.code });
		if (!await throttle.take(payer, least)) return throttled(least, reading);
		const paid = least + reading;
		return {
			...prepared,
			cost: costing(prepared.requested ?? paid, paid)
		};
	}
	const { points } = prepared.price;
	if (!await throttle.take(payer, points)) return throttled(points, reading);
	metrics.operationCost.observe(points);
	return {
		...prepared,
		meter: new Meter(throttle, payer, prepared)
	};
};
/** Refused for want of rights. */
var denials = /* @__PURE__ */ new Set(["UNAUTHENTICATED", "FORBIDDEN"]);
/** Who pays, and whose connections are counted. A key has a bucket of its own: a program at night leaves its owner enough for the morning. */
function payerOf({ caller, address }) {
	if (caller === null) return `address:${address}`;
	return caller.keyId === null ? `person:${caller.actor.userId}` : `key:${caller.keyId}`;
}
// src/http/apollo.ts
/**
* Apollo makes the HTTP answer of an operation that `prepare` admitted. It finds the document in our store, so it parses
* and validates nothing, and runs it by the gateway's hook, so that all transports execute in one way.
*/
async function makeApollo({ schema, documents, execute, log }) {
	const server = new ApolloServer({
		gateway: {
			onSchemaLoadOrUpdate: (tell) => {
				tell({
					apiSchema: schema,
					coreSupergraphSdl: ""
				});
				return () => {};
			},
			load: async () => ({ executor: async ({ context }) => {
				const { admitted, listener, result } = context;
				return result ?? execute(admitted, listener);
			} }),
			stop: async () => {}
		},
		documentStore: {
			get: async (key) => documents.get(key.slice(-64)),
			set: async () => {},
			delete: async () => {}
		},
		formatError: (_formatted, error) => mask(error, {
			locale: "en",
			requestId: randomUUID(),
			log
		}).toJSON(),
		includeStacktraceInErrorResponses: false,
		hideSchemaDetailsFromClientErrors: true,
		csrfPrevention: false,
		allowBatchedHttpRequests: false,
		persistedQueries: false,
		stopOnTerminationSignals: false,
		introspection: true,
		plugins: [ApolloServerPluginLandingPageDisabled(), ApolloServerPluginCacheControlDisabled()]
	});
	await server.start();
	return {
		stop: () => server.stop(),
		answer: (admitted, listener, accept, result) => server.executeHTTPGraphQLRequest({
			httpGraphQLRequest: {
				method: "POST",
				search: "",
				headers: new HeaderMap([["content-type", "application/json"], ...accept ? [["accept", accept]] : []]),
				body: {
					query: admitted.source,
					operationName: admitted.args.operationName,
					variables: admitted.args.variableValues
				}
			},
			context: async () => ({
				admitted,
				listener,
				result
			})
		})
	};
}
// src/http/cost/selections.ts
/** Reads selections as execution does: with fragments, `@skip` and `@include` by the variables. */
var Selections = class {
	#fragments;
	constructor(schema, document, variables) {
		this.schema = schema;
		this.variables = variables;
		this.#fragments = fragmentsIn(document);
	}
	of(type, sets) {
		const fields = /* @__PURE__ */ new Map();
		const seen = /* @__PURE__ */ new Set();
		for (const set of sets) this.#collect(type, set, fields, seen);
		return fields;
	}
	#collect(type, set, fields, seen) {
		for (const selection of set.selections) {
			if (!this.#isAsked(selection)) continue;
			if (selection.kind === Kind.FIELD) {
				const name = (selection.alias ?? selection.name).value;
				const same = fields.get(name);
				if (same) same.push(selection);
				else fields.set(name, [selection]);
			} else if (selection.kind === Kind.INLINE_FRAGMENT) {
				if (this.#fits(selection.typeCondition, type)) this.#collect(type, selection.selectionSet, fields, seen);
			} else if (!seen.has(selection.name.value)) {
				seen.add(selection.name.value);
				const fragment = this.#fragments.get(selection.name.value);
				if (fragment && this.#fits(fragment.typeCondition, type)) this.#collect(type, fragment.selectionSet, fields, seen);
			}
		}
	}
	#isAsked(node) {
		const skip = getDirectiveValues(GraphQLSkipDirective, node, this.variables);
		const include = getDirectiveValues(GraphQLIncludeDirective, node, this.variables);
		return skip?.["if"] !== true && include?.["if"] !== false;
	}
	#fits(condition, type) {
		if (!condition) return true;
		const named = typeFromAST(this.schema, condition);
		return named === type || isAbstractType(named) && this.schema.isSubType(named, type);
	}
};
// src/http/cost/price.ts
/** No honest document has as many different selections; one that is made to have them is too complex whatever they cost. */
var mostSelections = 2e4;
/**
* What an operation may cost before it is run: objects times page sizes. Each selection is looked at once for each type
* that it may meet and each page that it stands in, so fragments that double at every step cost no time here.
*/
var Pricing = class {
	#selections;
	#known = /* @__PURE__ */ new Map();
	#ids = /* @__PURE__ */ new Map();
	constructor(schema, document, operation, variables, pages = /* @__PURE__ */ new Map()) {
		this.schema = schema;
		this.operation = operation;
		this.pages = pages;
		this.#selections = new Selections(schema, document, variables);
	}
	get tenths() {
		const root = this.schema.getRootType(this.operation.operation);
		return root ? this.#ofSelections(root, [this.operation.selectionSet], void 0) : 0;
	}
	/** What the operation asks of its root, or of what a field of it leads to. Of a union, what its dearest member is asked. */
	within(field) {
		const type = field?.type ?? this.schema.getRootType(this.operation.operation);
		const sets = field ? setsOf(field.nodes) : [this.operation.selectionSet];
		if (!type) return [];
		return this.#membersOf(type).map((member) => this.#fieldsOf(member, sets, field?.page)).toSorted((one, other) => sum(other) - sum(one))[0] ?? [];
	}
	#ofSelections(type, sets, page) {
		if (sets.length === 0) return 0;
		const name = `${type.name} ${page} ${sets.map((set) => this.#idOf(set)).join(" ")}`;
		const known = this.#known.get(name);
		if (known !== void 0) return known;
		if (this.#known.size >= mostSelections) return Infinity;
		const tenths = Math.max(0, ...this.#membersOf(type).map((member) => sum(this.#fieldsOf(member, sets, page))));
		this.#known.set(name, tenths);
		return tenths;
	}
	#fieldsOf(type, sets, page) {
		return [...this.#selections.of(type, sets)].flatMap(([name, nodes]) => this.#priced(type, name, nodes, page) ?? []);
	}
	/** Null for what costs nothing: values, and fields that every type has. */
	#priced(parent, name, nodes, pageOfParent) {
		const [node] = nodes;
		const flat = node && introspection[node.name.value];
		if (flat !== void 0) return {
			name,
			nodes,
			type: parent,
			isList: false,
			page: void 0,
			tenths: flat
		};
		const field = node && parent.getFields()[node.name.value];
		if (!node || !field) return null;
		const type = getNamedType(field.type);
		if (!isCompositeType(type)) return null;
		const page = isConnection(type) ? this.pages.get(node) ?? this.#pageOf(field, node) : void 0;
		const inner = this.#ofSelections(type, setsOf(nodes), page);
		const isMutation = parent === this.schema.getMutationType();
		const tenths = isList(field.type) ? (pageOfParent ?? this.#entriesOf(field, node)) * (tariff.entry + inner) : tariff.object + inner + (isMutation ? tariff.mutation : 0);
		return {
			name,
			nodes,
			type,
			isList: isList(field.type),
			page,
			tenths
		};
	}
	#membersOf(type) {
		return isAbstractType(type) ? this.schema.getPossibleTypes(type) : [type];
	}
	/** A page that is too large is refused by the list itself; here it counts as the largest there is. */
	#pageOf(field, node) {
		const size = this.#argument(field, node, "first") ?? this.#argument(field, node, "last");
		return Math.min(100, Math.max(0, typeof size === "number" ? size : 20));
	}
	/** Of a list without pages: as many as there are ids to find, if it is asked for by ids. */
	#entriesOf(field, node) {
		for (const { name, type } of field.args) {
			const given = isList(type) ? this.#argument(field, node, name) : void 0;
			if (Array.isArray(given)) return Math.min(100, given.length);
		}
		return expectedEntries(getNamedType(field.type).name);
	}
	#argument(field, node, name) {
		const argument = field.args.find((one) => one.name === name);
		if (!argument) return void 0;
		const value = node.arguments?.find((one) => one.name.value === name)?.value;
		return (value && valueFromAST(value, argument.type, this.#selections.variables)) ?? argument.defaultValue;
	}
	#idOf(set) {
		const known = this.#ids.get(set);
		if (known !== void 0) return known;
		const id = this.#ids.size;
		this.#ids.set(set, id);
		return id;
	}
};
/** Flat: graphql-js limits how deep the schema may be asked for itself. */
var introspection = {
	__schema: tariff.schema,
	__type: tariff.type
};
var sum = (fields) => fields.reduce((total, { tenths }) => total + tenths, 0);
var setsOf = (nodes) => nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
var isList = (type) => isListType(type) || isNonNullType(type) && isListType(type.ofType);
var isConnection = (type) => isObjectType(type) && type.name.endsWith("Connection");
// src/http/cost/prices.ts
/** For a request that costs the same whatever it asks. */
var flatPrice = (points) => ({
	points,
	base: 0,
	flat: /* @__PURE__ */ new Map(),
	isFlat: true
});
var mostPrices = 100;
/** Prices of operations, each reckoned once for what its price depends on: numbers, conditions and how many ids are given. */
var Prices = class {
	#known = /* @__PURE__ */ new WeakMap();
	constructor(schema) {
		this.schema = schema;
	}
	of(document, operation, variables) {
		const known = this.#known.get(operation) ?? /* @__PURE__ */ new Map();
		this.#known.set(operation, known);
		const name = sizesIn(operation, variables);
		const price = known.get(name) ?? this.#reckon(document, operation, variables);
		if (known.size >= mostPrices) known.clear();
		known.set(name, price);
		return price;
	}
	#reckon(document, operation, variables) {
		const pricing = new Pricing(this.schema, document, operation, variables);
		const roots = pricing.within();
		const flat = roots.filter(({ nodes }) => nodes[0]?.name.value.startsWith("__"));
		return {
			points: Math.min(Number.MAX_SAFE_INTEGER, inPoints(pricing.tenths)),
			base: operation.operation === "mutation" ? roots.length * tariff.mutation : 0,
			flat: new Map(flat.map(({ name, tenths }) => [name, tenths]))
		};
	}
};
/** The variables that a price can depend on, as a text. */
function sizesIn(operation, variables) {
	let text = "";
	for (const { variable, type } of operation.variableDefinitions ?? []) {
		const value = variables[variable.name.value];
		if (Array.isArray(value)) text += `${value.length},`;
		else if (sizing.has(nameOf(type))) text += `${String(value)},`;
		else text += ",";
	}
	return text;
}
var sizing = /* @__PURE__ */ new Set(["Int", "Boolean"]);
var nameOf = (type) => type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type);
// src/http/documents.ts
var mostDocuments = 1e3;
var mostCharacters$1 = 1e6;
var sha256 = (text) => createHash("sha256").update(text).digest("hex");
/**
* Documents that were parsed and found valid, by the hash of their text, so that it is done once. Our own clients' stay:
* who sends thousands of others makes nobody else's dearer.
*/
var Documents = class {
	#pinned = /* @__PURE__ */ new Map();
	#known = /* @__PURE__ */ new Map();
	#size = 0;
	constructor(isOurs = () => false) {
		this.isOurs = isOurs;
	}
	get(hash) {
		const pinned = this.#pinned.get(hash);
		if (pinned) return pinned;
		const found = this.#known.get(hash);
		if (!found) return void 0;
		this.#known.delete(hash);
		this.#known.set(hash, found);
		return found.document;
	}
	set(hash, source, document) {
		if (this.isOurs(hash)) return void this.#pinned.set(hash, document);
		this.#known.set(hash, {
			document,
			size: source.length
		});
		this.#size += source.length;
		for (const [oldest, { size }] of this.#known) {
			if (this.#known.size <= mostDocuments && this.#size <= mostCharacters$1) break;
			this.#known.delete(oldest);
			this.#size -= size;
		}
	}
};
// src/http/compiled.ts
/** Compiling costs about as much as a few executions: a document that is asked for once is not worth it. */
var worthwhile = 5;
/**
* Executes operations; those of plain documents that come again and again as functions made for them alone. All others
* are executed as they stand. A test holds that both give the same answers.
*/
var CompiledDocuments = class {
	#known = /* @__PURE__ */ new WeakMap();
	run(args) {
		const query = this.#queryOf(args);
		if (!query) return execute({
			...args,
			hideSuggestions: true
		});
		return query.query(args.rootValue, args.contextValue, args.variableValues ?? {});
	}
	#queryOf({ schema, document, operationName }) {
		const known = this.#known.get(document) ?? {
			uses: 0,
			queries: /* @__PURE__ */ new Map()
		};
		this.#known.set(document, known);
		if (++known.uses < worthwhile) return null;
		const name = operationName ?? "";
		const made = known.queries.get(name);
		if (made !== void 0) return made;
		const compiled = isPlain(schema, document) ? compileQuery(schema, document, name) : null;
		const query = compiled && isCompiledQuery(compiled) ? compiled : null;
		known.queries.set(name, query);
		return query;
	}
};
/**
* Whether a document is one that gains: it reads boards, whose hundreds of cards are most of what anybody executes. And
* whether the compiler does it well: it resolves abstract types in its own way, and writes out every level of input
* objects, while our filters hold each other.
*/
function isPlain(schema, document) {
	let isIt = true;
	const types = new TypeInfo(schema);
	visit(document, visitWithTypeInfo(types, {
		OperationDefinition: ({ operation, selectionSet: { selections } }) => void (isIt &&= operation === "query" && selections.every((root) => root.kind === Kind.FIELD && root.name.value === "board")),
		VariableDefinition: ({ type }) => {
			const named = type.kind === "NamedType" ? typeFromAST(schema, type) : null;
			const inner = type.kind === "NonNullType" && type.type.kind === "NamedType" ? typeFromAST(schema, type.type) : null;
			isIt &&= isLeafType(named ?? inner);
		},
		Field: () => void (isIt &&= !isAbstractType(getNamedType(types.getType()))),
		SelectionSet: () => void (isIt &&= !isAbstractType(types.getParentType()))
	}));
	return isIt;
}
// src/http/redaction.ts
/** Names in an answer the fields that its reader may not see: there null says nothing about what stands there. */
function withRedactions(result, { redacted }) {
	if (redacted.size === 0) return result;
	return {
		...result,
		extensions: {
			...result.extensions,
			redacted: [...redacted].toSorted()
		}
	};
}
// src/http/execute.ts
/**
* Runs a query or mutation, for every transport. Who waits longer than the limit gets TIMEOUT. A write that is still
* running then has been ended by its own, shorter limit in the database.
*/
function makeExecute(limits) {
	const compiled = new CompiledDocuments();
	return async ({ args, meter }, listener) => {
		let timer;
		const timeout = new Promise((resolve) => {
			timer = setTimeout(() => resolve(timedOut()), limits.executionMs);
		});
		try {
			const result = await Promise.race([compiled.run(args), timeout]);
			return meter.answered(withRedactions(maskResult(result, listener), args.contextValue));
		} finally {
			clearTimeout(timer);
		}
	};
}
var timedOut = () => ({ errors: [new GraphQLError("", { originalError: new ApiError("TIMEOUT") })] });
// src/http/cost/costliest.ts
var pages = [
	50,
	20,
	10,
	5,
	1
];
/** Follows the dearest field from the root down for as long as it makes up more than half of the whole. */
function costliest(schema, document, operation, variables, most) {
	const price = (by) => new Pricing(schema, document, operation, variables, by);
	const way = wayDown(price());
	const paged = way.findLastIndex(({ page }) => page !== void 0 && page > 1);
	const node = way[paged]?.nodes[0];
	const list = way.findLastIndex(({ isList }) => isList);
	const path = way.slice(0, list < 0 ? way.length : list + 1).map(({ name }) => name);
	if (!node) return {
		path,
		cheaper: null
	};
	const fits = (first) => inPoints(price(/* @__PURE__ */ new Map([[node, first]])).tenths) <= most;
	const first = pages.find((size) => size < (way[paged]?.page ?? 0) && fits(size));
	return {
		path,
		cheaper: first === void 0 ? null : {
			path: path.slice(0, paged + 1),
			first
		}
	};
}
function wayDown(pricing) {
	const way = [];
	for (;;) {
		const fields = pricing.within(way.at(-1));
		const dearest = fields.toSorted((one, other) => other.tenths - one.tenths)[0];
		const whole = fields.reduce((total, { tenths }) => total + tenths, 0);
		if (!dearest || dearest.nodes[0]?.name.value.startsWith("__") || dearest.tenths * 2 < whole) return way;
		way.push(dearest);
	}
}
// src/http/limits.ts
/**
* The limits that need no schema. They hold before validation, whose own work grows with what is limited here. Fragments
* are expanded by arithmetic: each is measured once, however often it is spread.
*/
function brokenLimit(document, limits) {
	const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
	if (operations.length > limits.operations) return {
		limit: "operations",
		most: limits.operations
	};
	if (countDirectives(document) > limits.directives) return {
		limit: "directives",
		most: limits.directives
	};
	const measureIn = measurer(document);
	for (const { selectionSet } of operations) {
		const { depth, aliases } = measureIn(selectionSet);
		if (depth > limits.depth) return {
			limit: "depth",
			most: limits.depth
		};
		if (aliases > limits.aliases) return {
			limit: "aliases",
			most: limits.aliases
		};
	}
}
/**
* Whether variables nest so deep that reading them, which is done by recursion, could use up the stack. Looked at level by
* level, for the same reason.
*/
function areTooDeep(variables) {
	let level = [variables];
	for (let depth = 0; level.length > 0; depth += 1) {
		if (depth > 64) return true;
		level = level.flatMap((value) => typeof value === "object" && value !== null ? Object.values(value) : []);
	}
	return false;
}
function countDirectives(document) {
	let count = 0;
	visit(document, { Directive: () => void count++ });
	return count;
}
function measurer(document) {
	const fragments = fragmentsIn(document);
	const known = /* @__PURE__ */ new Map();
	const measureFragment = (name) => {
		const done = known.get(name);
		if (done) return done;
		known.set(name, none);
		const fragment = fragments.get(name);
		const measures = fragment ? measure(fragment.selectionSet) : none;
		known.set(name, measures);
		return measures;
	};
	const measure = (selectionSet) => {
		const names = /* @__PURE__ */ new Set();
		let depth = 0;
		let aliases = 0;
		for (const selection of selectionSet.selections) {
			if (selection.kind === Kind.FIELD) {
				const name = (selection.alias ?? selection.name).value;
				if (selection.alias || names.has(name)) aliases++;
				names.add(name);
			}
			const inner = selection.kind === Kind.FRAGMENT_SPREAD ? measureFragment(selection.name.value) : selection.selectionSet ? measure(selection.selectionSet) : none;
			depth = Math.max(depth, inner.depth + (selection.kind === Kind.FIELD ? 1 : 0));
			aliases += inner.aliases;
		}
		return {
			depth,
			aliases
		};
	};
	return measure;
}
var none = {
	depth: 0,
	aliases: 0
};
// src/http/open-to-anybody.ts
/** `__typename` and a flat `__type { name kind }`: what a health check or a conformance check asks for. */
var isOpenToAnybody = ({ operation, selectionSet }) => operation !== "subscription" && selectionSet.selections.every((selection) => selection.kind === Kind.FIELD && (selection.name.value === "__typename" || selection.name.value === "__type" && selection.selectionSet?.selections.every((inner) => inner.kind === Kind.FIELD && openOfType.has(inner.name.value)) === true));
var openOfType = /* @__PURE__ */ new Set([
	"name",
	"kind",
	"__typename"
]);
// src/http/policy.ts
/**
* One row for every root field. A field without a row is closed to everybody, and a test names it. What may be done to a
* certain opportunity is asked again by the use case, which knows the opportunity.
*/
var policy = {
	"Query.viewer": null,
	"Query.node": "opportunity:read",
	"Query.nodes": "opportunity:read",
	"Query.pipelines": "opportunity:read",
	"Query.pipeline": "opportunity:read",
	"Query.board": "opportunity:read",
	"Query.opportunity": "opportunity:read",
	"Query.opportunities": "opportunity:read",
	"Query.companies": "opportunity:read",
	"Query.contacts": "opportunity:read",
	"Query.users": "opportunity:read",
	"Query.teams": "opportunity:read",
	"Query.invitations": "setup:write",
	"Query.lostReasons": "opportunity:read",
	"Query.sources": "opportunity:read",
	"Query.tags": "opportunity:read",
	"Query.changes": "opportunity:read",
	"Query.apiKeys": "key:own",
	"Query.auditLog": "audit:read",
	"Mutation.createOpportunity": "opportunity:create",
	"Mutation.updateOpportunity": "opportunity:edit",
	"Mutation.moveOpportunity": "opportunity:edit",
	"Mutation.reopenOpportunity": "opportunity:edit",
	"Mutation.deleteOpportunity": "opportunity:delete",
	"Mutation.restoreOpportunity": "opportunity:restore",
	"Mutation.createCompany": "company:write",
	"Mutation.updateCompany": "company:write",
	"Mutation.deleteCompany": "company:delete",
	"Mutation.createContact": "company:write",
	"Mutation.updateContact": "company:write",
	"Mutation.deleteContact": "company:delete",
	"Mutation.createPipeline": "setup:write",
	"Mutation.updatePipeline": "setup:write",
	"Mutation.createStage": "setup:write",
	"Mutation.updateStage": "setup:write",
	"Mutation.moveStage": "setup:write",
	"Mutation.deleteStage": "setup:write",
	"Mutation.createLostReason": "setup:write",
	"Mutation.updateLostReason": "setup:write",
	"Mutation.inviteUser": "setup:write",
	"Mutation.resendInvitation": "setup:write",
	"Mutation.revokeInvitation": "setup:write",
	"Mutation.updateUser": "setup:write",
	"Mutation.deactivateUser": "setup:write",
	"Mutation.reactivateUser": "setup:write",
	"Mutation.createTeam": "setup:write",
	"Mutation.updateTeam": "setup:write",
	"Mutation.deleteTeam": "setup:write",
	"Mutation.updateOrganization": "organization:write",
	"Mutation.updateViewer": "viewer:write",
	"Mutation.createApiKey": "key:own",
	"Mutation.rotateApiKey": "key:own",
	"Mutation.revokeApiKey": "key:own",
	"Mutation.revokeSession": "session:own",
	"Mutation.revokeSessions": "session:own",
	"Mutation.clearTwoFactor": "session:others",
	"Mutation.updatePresence": "opportunity:read",
	"Subscription.boardEvents": "opportunity:read",
	"Subscription.boardPresence": "opportunity:read"
};
/** The root fields of an operation that its actor may not use, by role or by the scopes of their key. */
var refusedFields = (actor, operation, document) => rootFields(operation, document).filter((field) => !isOpen(actor, operation, field));
function isOpen(actor, { operation }, field) {
	if (field.startsWith("__")) return true;
	const need = policy[`${typeOf[operation]}.${field}`];
	return need === null || need !== void 0 && may(actor, need);
}
var typeOf = {
	query: "Query",
	mutation: "Mutation",
	subscription: "Subscription"
};
/** Of fragments too, and whatever `@include` says: nobody needs to ask for what they would then leave out. */
function rootFields(operation, document) {
	const fragments = fragmentsIn(document);
	const fields = /* @__PURE__ */ new Set();
	const pending = [operation.selectionSet];
	const seen = /* @__PURE__ */ new Set();
	for (const selectionSet of pending) for (const selection of selectionSet.selections) if (selection.kind === Kind.FIELD) fields.add(selection.name.value);
	else if (selection.kind === Kind.INLINE_FRAGMENT) pending.push(selection.selectionSet);
	else if (!seen.has(selection.name.value)) {
		seen.add(selection.name.value);
		const fragment = fragments.get(selection.name.value);
		if (fragment) pending.push(fragment.selectionSet);
	}
	return [...fields];
}
// src/http/too-complex.ts
/** A document breaks a limit that needs no schema. */
var tooComplex = (limit, most) => new ApiError("QUERY_TOO_COMPLEX", { extensions: {
	limit,
	most
} });
/** Says where the cost lies and how it would be less, in words and for programs. */
function tooDear(requested, most, { path, cheaper }) {
	const at = path.join(".");
	return new ApiError("QUERY_TOO_COMPLEX", {
		say: ({ errors: { cost } }) => {
			return `${cost.tooMuch({
				requested,
				most,
				at
			})} ${cheaper ? cost.smallerPage({
				at: cheaper.path.join("."),
				first: cheaper.first
			}) : cost.split}`;
		},
		extensions: {
			limit: "cost",
			most,
			requested,
			path,
			...cheaper && { cheaper }
		}
	});
}
// src/http/read-document.ts
/** A hash stands for a document that we know; a text may come with its hash, but nothing is registered by that. */
function sourceOf({ query, hash }, trusted) {
	if (query && (hash === null || hash === sha256(query))) return query;
	if (query) return new MalformedRequest("The hash is not that of \"query\".");
	return (hash === null ? void 0 : trusted.get(hash)) ?? new MalformedRequest("This hash stands for no document here. Send the document as \"query\".");
}
function parseWithin(source, maxTokens) {
	try {
		return parse(source, { maxTokens });
	} catch (error) {
		if (!(error instanceof GraphQLError)) throw error;
		return hasMoreTokens(source, maxTokens) ? tooComplex("tokens", maxTokens) : error;
	}
}
/** The parser tells "too long" and "wrong" apart in its message alone, so the tokens are counted. */
function hasMoreTokens(source, most) {
	const lexer = new Lexer(new Source(source));
	try {
		for (let count = 0; count <= most; count++) if (lexer.advance().kind === TokenKind.EOF) return false;
		return true;
	} catch {
		return false;
	}
}
/** What it has cost to read as much of a text as the limit lets in, in points. */
var parsingPoints = (source, maxTokens) => Math.floor(Math.min(source.length / charactersOfAToken, maxTokens) / 100);
var charactersOfAToken = 3;
/**
* What parsing and validating a document has cost, in points. Validation compares fragments with each other, so it grows
* with the square of their number: at the limit of tokens it takes a tenth of a second.
*/
function readingPoints({ loc }) {
	let tokens = 0;
	for (let token = loc?.startToken; token; token = token.next ?? void 0) tokens++;
	return Math.floor((tokens / tokensOfOnePoint) ** 2);
}
var tokensOfOnePoint = 80;
// src/http/steady-subscription.ts
/**
* A subscription's root field may not be left out by a condition, as the specification has it by now: without the field
* there is no source to subscribe to, and graphql-js fails over it.
*/
var steadySubscription = (context) => ({ OperationDefinition({ operation, selectionSet }) {
	if (operation !== "subscription") return;
	for (const node of rootSelections(context, selectionSet)) if (node.directives?.some(({ name }) => name.value === "skip" || name.value === "include")) context.reportError(new GraphQLError("The root field of a subscription may not be skipped or included by a condition.", { nodes: [node] }));
} });
function* rootSelections(context, set, seen = /* @__PURE__ */ new Set()) {
	for (const node of set.selections) {
		yield node;
		if (node.kind === Kind.INLINE_FRAGMENT) yield* rootSelections(context, node.selectionSet, seen);
		if (node.kind !== Kind.FRAGMENT_SPREAD || seen.has(node.name.value)) continue;
		seen.add(node.name.value);
		const fragment = context.getFragment(node.name.value);
		if (fragment) yield* rootSelections(context, fragment.selectionSet, seen);
	}
}
// src/http/variable-paths.ts
/**
* Where the variables of an operation can't be used, one path for each error of `getVariableValues` and in its order:
* graphql-js names the path in its sentence alone, and a program should not have to read sentences. As in `UserError`, a
* path begins inside `input`; of any other argument, with the argument's name.
*/
function variablePaths(schema, document, operation, variables) {
	return (operation.variableDefinitions ?? []).flatMap(({ variable: { name }, type: node, defaultValue }) => {
		const type = typeFromAST(schema, node);
		if (!isInputType(type)) return [];
		const isGiven = Object.hasOwn(variables, name.value);
		if (!isGiven && (defaultValue || !isNonNullType(type))) return [];
		const faults = isGiven ? faultsIn(variables[name.value], type, []) : [[]];
		const place = faults.length > 0 ? placeOf(name.value, document, operation) : [];
		return faults.map((fault) => [...place, ...fault]);
	});
}
/** The walk of graphql-js's own coercion, with the place of what is missing instead of that of its parent. */
function faultsIn(value, type, path) {
	if (value === null || value === void 0) return isNonNullType(type) ? [path] : [];
	const inner = getNullableType(type);
	if (isListType(inner)) {
		if (!Array.isArray(value)) return faultsIn(value, inner.ofType, path);
		return value.flatMap((item, at) => faultsIn(item, inner.ofType, [...path, String(at)]));
	}
	if (isInputObjectType(inner)) {
		if (typeof value !== "object") return [path];
		const given = new Map(Object.entries(value));
		const fields = inner.getFields();
		return [...Object.values(fields).flatMap((field) => {
			const inside = [...path, field.name];
			if (given.get(field.name) !== void 0) return faultsIn(given.get(field.name), field.type, inside);
			return isRequiredInputField(field) ? [inside] : [];
		}), ...[...given.keys()].filter((name) => !Object.hasOwn(fields, name)).map((name) => [...path, name])];
	}
	try {
		return inner.parseValue(value) === void 0 ? [path] : [];
	} catch {
		return [path];
	}
}
/** Where in the arguments a variable is used first, be it in the operation or in a fragment. */
function placeOf(variable, document, operation) {
	const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
	for (const definition of [operation, ...fragments]) {
		const found = placeWithin(variable, definition);
		if (found) return found[0] === "input" ? found.slice(1) : found;
	}
	return [];
}
function placeWithin(variable, definition) {
	const place = [];
	let found;
	const named = {
		enter: ({ name }) => void place.push(name.value),
		leave: () => void place.pop()
	};
	visit(definition, {
		VariableDefinition: () => false,
		Argument: named,
		ObjectField: named,
		Variable: ({ name }) => {
			if (name.value === variable) found ??= [...place];
		}
	});
	return found;
}
// src/http/prepare.ts
/**
* The one step before every execution, over HTTP, WebSocket and SSE alike: parse, limit, admit, validate, coerce. Its
* answers are values. Who is not signed in learns nothing about the schema, not even whether a field exists.
*/
function makePrepare({ schema, limits, trusted, documents, prices, onRefusal }) {
	return (asked, asking) => {
		/** Grows with the work that is done, so that a refusal knows what there was to pay until then. */
		let reading = 0;
		const refuse = (error, reached = "OPERATION") => ({
			kind: "refused",
			code: error.code,
			reached,
			errors: [mask(error, asking)],
			reading
		});
		const say = (code, errors, paths = []) => ({
			kind: "refused",
			code,
			reached: "OPERATION",
			errors: errors.slice(0, limits.validationErrors).map((error, at) => told(error, code, asking.locale, paths[at])),
			reading
		});
		const source = sourceOf(asked, trusted);
		if (source instanceof ApiError) return refuse(source, "REQUEST");
		const hash = sha256(source);
		const known = documents.get(hash);
		const parsed = known ?? parseWithin(source, limits.tokens);
		if (!known) reading = parsingPoints(source, limits.tokens);
		if (parsed instanceof ApiError) return refuse(parsed);
		if (parsed instanceof GraphQLError) return say("GRAPHQL_PARSE_FAILED", [parsed]);
		if (!known) {
			const broken = brokenLimit(parsed, limits);
			if (broken) return refuse(tooComplex(broken.limit, broken.most));
		}
		const operation = getOperationAST(parsed, asked.operationName);
		if (!operation) return refuse(new ApiError("OPERATION_RESOLUTION_FAILURE"));
		if (asking.caller === null && !isOpenToAnybody(operation)) return refuse(new ApiError("UNAUTHENTICATED"));
		if (!known) {
			reading = readingPoints(parsed);
			const faults = validate(schema, parsed, rules, {
				maxErrors: limits.validationErrors,
				hideSuggestions: true
			});
			if (faults.length > 0) return say("GRAPHQL_VALIDATION_FAILED", faults);
			documents.set(hash, source, parsed);
		}
		if (asking.caller !== null) {
			const refused = refusedFields(asking.caller.actor, operation, parsed);
			if (refused.length > 0 && operation.operation === "mutation") onRefusal(asking.caller, refused);
			if (refused.length > 0) return refuse(new ApiError("FORBIDDEN", { extensions: { fields: refused } }));
		}
		if (areTooDeep(asked.variables)) return refuse(badInput("variablesTooDeep", { max: 64 }));
		const { errors, coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], asked.variables, {
			maxErrors: limits.validationErrors,
			hideSuggestions: true
		});
		if (errors) return say("BAD_USER_INPUT", errors, variablePaths(schema, parsed, operation, asked.variables));
		const price = asking.caller === null ? flatPrice(20) : prices.of(parsed, operation, coerced);
		if (price.points > limits.cost) {
			const dearest = costliest(schema, parsed, operation, coerced, limits.cost);
			return {
				...refuse(tooDear(price.points, limits.cost, dearest)),
				requested: price.points
			};
		}
		return {
			kind: "prepared",
			hash,
			source,
			operation,
			price,
			reading,
			args: {
				schema,
				document: parsed,
				operationName: asked.operationName,
				variableValues: asked.variables,
				contextValue: asking.context
			}
		};
	};
}
var rules = [...specifiedRules, steadySubscription];
function told(error, code, locale, field) {
	const ofScalar = spoken(error, locale);
	return pass(new GraphQLError(ofScalar ?? error.message, {
		nodes: error.nodes,
		source: error.source,
		positions: error.positions,
		extensions: {
			code: ofScalar === void 0 ? code : "BAD_USER_INPUT",
			...field !== void 0 && { field }
		}
	}));
}
// src/http/tell-refusals.ts
/**
* Tells the audit who asked for what only administrators may do. Nobody waits for it: the refusal is the same without
* it, and takes the same time.
*/
var tellRefusals = ({ sql, log }) => ({ actor, via }, mutations) => {
	for (const mutation of mutations) {
		const need = policy[`Mutation.${mutation}`];
		const action = auditActionOf(mutation);
		if (!need || action === void 0 || !isAdministrative(need)) continue;
		audit(sql, {
			action,
			subjectId: null,
			refusal: "FORBIDDEN",
			actorId: actor.userId,
			via
		}).catch((error) => log.warn({ err: error }, "a refusal is missing in the audit"));
	}
};
// src/http/timing.ts
/** Tells how long each execution took. Only our own documents are told by name: names of others are a caller's text. */
var timing = (execute, { operationDuration }, trusted) => async (prepared, listener) => {
	const { hash, operation } = prepared;
	const document = trusted.has(hash) && operation.name?.value || "other";
	const end = operationDuration.startTimer({
		document,
		kind: operation.operation
	});
	try {
		return await execute(prepared, listener);
	} finally {
		end();
	}
};
// src/http/operations.ts
async function makeOperations(services, schema) {
	const limits = services.env.MEKONG_LIMITS;
	const trusted = new Map(Object.entries(persisted_documents_default).map(([hash, text]) => [bareHash(hash), text]));
	const documents = new Documents((hash) => trusted.has(hash));
	const execute = timing(makeExecute(limits), services.metrics, trusted);
	return {
		services,
		execute,
		admit: makeAdmit(services, makePrepare({
			schema,
			limits,
			trusted,
			documents,
			prices: new Prices(schema),
			onRefusal: tellRefusals(services)
		})),
		keptBoards: new KeptBoards({
			schema,
			execute,
			versions: new BoardVersions(services.pool),
			metrics: services.metrics
		}),
		apollo: await makeApollo({
			schema,
			documents,
			execute,
			log: services.log
		})
	};
}
// src/http/once-lost.ts
var lookMs$1 = 1e3;
/**
* Runs `leave` each time this node has lost the database for good, as far as it can tell. Nothing that is connected here
* would get an answer or an event, while another node may well have both.
*/
function onceLost(feed, leave) {
	let wasLost = false;
	const timer = setInterval(() => {
		const { isLost } = feed;
		if (isLost && !wasLost) leave();
		wasLost = isLost;
	}, lookMs$1);
	return () => clearInterval(timer);
}
// src/http/origin.ts
/**
* May a page of this origin talk to us with a person's cookie? The one that we serve may (its host is the host that it
* asked, or our public address, for a proxy may ask in its own name), and those that the operator names.
*/
function isAllowedOrigin(origin, host, { MEKONG_ORIGINS, MEKONG_URL }) {
	if (origin === MEKONG_URL || MEKONG_ORIGINS.includes(origin)) return true;
	const url = URL.parse(origin);
	return url !== null && host !== void 0 && url.host !== "" && url.host === host.toLowerCase();
}
// src/http/security-headers.ts
/** What an answer that is no page may do in a browser: nothing. Pages bring their own policy. */
var apiPolicy = "default-src 'none'; frame-ancestors 'none'";
var allowedHeaders = "accept-language, authorization, content-type, graphql-require-preflight";
var exposedHeaders = "retry-after, x-request-id";
/** Headers of every answer, and who of other origins may read it: nobody but those the operator names. */
function secure(http, env) {
	const isHttps = env.MEKONG_URL?.startsWith("https:") ?? false;
	http.addHook("onRequest", async (request, reply) => {
		reply.headers({
			"x-request-id": request.id,
			"x-content-type-options": "nosniff",
			"referrer-policy": "same-origin",
			"content-security-policy": apiPolicy,
			"cross-origin-opener-policy": "same-origin",
			"cross-origin-resource-policy": "same-origin",
			...isHttps && { "strict-transport-security": "max-age=31536000; includeSubDomains" }
		});
		return admitOrigin(request, reply, env);
	});
}
function admitOrigin(request, reply, env) {
	const { origin, cookie } = request.headers;
	if (env.MEKONG_ORIGINS.length > 0) reply.header("vary", "origin");
	const isNamed = origin !== void 0 && env.MEKONG_ORIGINS.includes(origin);
	if (isNamed) reply.headers({
		"access-control-allow-origin": origin,
		"access-control-allow-credentials": "true",
		"access-control-expose-headers": exposedHeaders,
		"cross-origin-resource-policy": "cross-origin"
	});
	const isForeign = origin !== void 0 && !isAllowedOrigin(origin, request.headers.host, env);
	if (request.method === "OPTIONS") {
		if (isForeign) throw new HttpRefusal("FORBIDDEN");
		return reply.headers({
			allow: "GET, POST, OPTIONS",
			...isNamed && {
				"access-control-allow-methods": "GET, POST",
				"access-control-allow-headers": allowedHeaders,
				"access-control-max-age": "600"
			}
		}).status(204).send();
	}
	if (isForeign && (cookie !== void 0 || request.url.startsWith("/api/"))) throw new HttpRefusal("FORBIDDEN");
}
// src/modules/set-up/set-up.ts
/** Makes the organisation and its first administrator, once, for whoever has the link. */
async function setUp(inTransaction, token, asked, via) {
	const faults = faultsOf(asked);
	if (faults.length > 0) return {
		kind: "invalid",
		faults
	};
	const passwordHash = await hashPassword(asked.password);
	return inTransaction(async (sql) => {
		await takeTurns(sql);
		if (await hasAdministrator(sql)) return { kind: "closed" };
		if (await isAddressTaken(sql, asked.email)) return {
			kind: "invalid",
			faults: [invalid("taken", ["email"])]
		};
		if (!await takeSetupToken(sql, token)) return { kind: "closed" };
		const { organization, name, email } = asked;
		await ensureOrganization(sql, organization);
		const { locale } = organization;
		const person = {
			name,
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
			action: "SET_UP",
			subjectId: id,
			after: {
				...person,
				organization: organization.name
			},
			actorId: id,
			via
		});
		return { kind: "done" };
	});
}
var faultsOf = ({ organization, name, email, password }) => [
	...faultsOfOrganization(organization).map((fault) => ({
		...fault,
		field: ["organization", ...fault.field]
	})),
	...requiredText(name, limits.name, ["name"]),
	...emailFaults(email, ["email"]),
	...passwordFaults(password, ["password"])
];
// src/http/setup-routes.ts
var body = z.object({
	organizationName: text$1,
	currency: text$1,
	timeZone: text$1,
	locale: z.enum(locales).catch("vi"),
	name: text$1,
	email: text$1,
	password: text$1
});
/** What the page `/setup/{token}` talks to. A token that is not good, for whatever reason, is simply not there. */
function routeSetup(http, services) {
	const { inTransaction, sql, attempts } = services;
	http.get("/api/setup/:token", async ({ params }) => {
		if (!await isSetupOpen(sql, params.token)) throw new HttpRefusal("NOT_FOUND");
		return {};
	});
	http.post("/api/setup/:token", async (request, reply) => {
		const { organizationName, currency, timeZone, locale, name, email, password } = body.parse(request.body ?? {});
		const organization = {
			name: organizationName,
			currency,
			timeZone,
			locale
		};
		const attempt = linkAttempt(request);
		await admitAttempt(services, attempt);
		const via = viaOfStranger(request);
		const outcome = await setUp(inTransaction, request.params.token, {
			organization,
			name,
			email,
			password
		}, via);
		if (outcome.kind === "closed") throw new HttpRefusal("NOT_FOUND");
		await attempts.succeeded(attempt);
		if (outcome.kind === "invalid") return sendFaults(request, reply, outcome.faults, fieldOfForm);
		return sendSignedIn(reply, services, {
			email,
			password
		});
	});
}
var fieldOfForm = (field) => field.join(".") === "organization.name" ? "organizationName" : field.at(-1);
// src/http/connection.ts
/**
* What goes on under a person's rights after its request: a socket, a stream. It always has the rights of now, and ends
* with the session or key that opened it.
*/
var Connection = class {
	#caller;
	#unwatch = () => {};
	#isReleased = false;
	constructor(services, caller, end) {
		this.services = services;
		this.end = end;
		this.#caller = caller;
		this.#watch();
	}
	get caller() {
		return this.#caller;
	}
	/** It has ended by itself. */
	release() {
		this.#isReleased = true;
		this.#unwatch();
	}
	#watch() {
		if (this.#isReleased) return;
		this.#unwatch = this.services.rights.watch({
			caller: this.#caller,
			changed: () => void this.#renew(),
			revoked: this.end
		});
	}
	async #renew() {
		try {
			const caller = await this.services.callers.again(this.#caller);
			if (caller === null) return this.end();
			this.#caller = caller;
		} catch {}
		this.#watch();
	}
};
// src/http/lifetime.ts
/** Timers can't be set for longer. */
var longestTimerMs = 2 ** 31 - 1;
/** However well rights are followed: no socket and no stream stays open for longer than this; its client comes again. */
var afterItsLife = ({ MEKONG_LIMITS }, end) => setTimeout(end, Math.min(MEKONG_LIMITS.connectionMs, longestTimerMs)).unref();
// src/http/subscribe.ts
/** Begins a subscription, for WebSocket and SSE alike. Nothing comes out of it unmasked, not even the failure of its source. */
async function subscribe(admitted, listener) {
	const begun = await begin(admitted, listener);
	if (begun.kind === "refused") admitted.meter.settle(10);
	return begun;
}
async function begin(admitted, listener) {
	const args = await byRightsOfNow(admitted).catch((error) => mask(error, listener));
	if (args === null) return {
		kind: "refused",
		errors: [mask(new ApiError("UNAUTHENTICATED"), listener)]
	};
	if (args instanceof GraphQLError) return {
		kind: "refused",
		errors: [args]
	};
	const source = await createSourceEventStream(args);
	if (!(Symbol.asyncIterator in source)) return {
		kind: "refused",
		errors: maskResult(source, listener).errors ?? []
	};
	return {
		kind: "begun",
		results: executed(source[Symbol.asyncIterator](), args, admitted, listener)
	};
}
/**
* What a socket or the memory of callers holds may be a moment old. A query may be answered by it; a subscription, which
* begins anew because rights have changed, must not begin by the old ones.
*/
async function byRightsOfNow({ args }) {
	const { contextValue } = args;
	const caller = await contextValue.services.callers.again(contextValue.caller);
	return caller && {
		...args,
		contextValue: {
			...afresh(contextValue),
			caller
		}
	};
}
/**
* Each message is executed in a context of its own: in one for the whole subscription the loaders would tell names as
* they were when it began. Not an async generator: that one could not be ended while it waits for the next message.
*/
function executed(source, args, { meter }, listener) {
	let isFirst = true;
	const withCost = (result) => {
		if (!isFirst) return result;
		isFirst = false;
		return meter.answered(result);
	};
	const results = {
		next: async () => {
			try {
				const message = await source.next();
				if (message.done === true) return {
					done: true,
					value: void 0
				};
				const contextValue = afresh(args.contextValue);
				const result = await execute({
					...args,
					rootValue: message.value,
					contextValue
				});
				return {
					done: false,
					value: withCost(withRedactions(maskResult(result, listener), contextValue))
				};
			} catch (error) {
				await source.return?.();
				throw mask(error, listener);
			}
		},
		return: async (value) => {
			await source.return?.();
			return {
				done: true,
				value
			};
		},
		throw: async (error) => {
			await source.return?.();
			throw error;
		},
		[Symbol.asyncIterator]: () => results,
		[Symbol.asyncDispose]: async () => void await results.return(void 0)
	};
	return results;
}
// src/http/sse.ts
/** Less than the time after which proxies give up on a silent answer. */
var keepAliveMs = 12e3;
/** How long a client may leave unread what it was told. */
var laggardMs = 3e4;
/**
* `/graphql/stream`: GraphQL over server-sent events, one operation a request ("distinct connections mode"). What is
* refused is refused before the stream begins, as JSON with its HTTP status. A GET needs no header here, since a browser's
* EventSource can send none: it changes nothing, and a foreign page is refused by its Origin.
*/
var Streams = class {
	#open = /* @__PURE__ */ new Set();
	constructor(operations) {
		this.operations = operations;
	}
	route(http) {
		const answer = (request, reply) => this.#answer(request, reply);
		http.get("/graphql/stream", answer);
		http.post("/graphql/stream", answer);
	}
	/** Has every client come again, spread over a while so that they do not all come at once. */
	async close(spreadMs) {
		await Promise.all([...this.#open].map(async (response) => {
			if (spreadMs > 0) await setTimeout$1(Math.random() * spreadMs);
			response.end();
		}));
	}
	async #answer(request, reply) {
		const { services, admit, execute } = this.operations;
		const asked = request.method === "GET" ? askedInSearch(searchOf(request)) : askedIn(request.body);
		const asking = await askingOf(services, request, reply);
		const admitted = await admit(asked, asking);
		if (admitted.kind === "refused") return sendRefusal(request, reply, {
			...admitted,
			reached: "REQUEST"
		});
		const { operation } = admitted.operation;
		if (operation === "mutation" && request.method === "GET") {
			admitted.meter.settle(10);
			throw new HttpRefusal("METHOD_NOT_ALLOWED", { allow: "POST" });
		}
		const refuse = (errors) => {
			const { cost } = admitted.meter;
			return sendRefusal(request, reply, {
				kind: "refused",
				code: codeOf(errors[0]),
				reached: "REQUEST",
				errors,
				cost
			});
		};
		const { operationsPerSocket } = services.env.MEKONG_LIMITS;
		const place = services.census.enter(`streams of ${payerOf(asking)}`, operationsPerSocket);
		if (place === null) {
			admitted.meter.settle(10);
			return refuse([mask(new ApiError("THROTTLED", { retryAfter: 1 }), asking)]);
		}
		try {
			if (operation !== "subscription") return await this.#stream(reply, asking, [await execute(admitted, asking)]);
			const begun = await subscribe(admitted, asking);
			if (begun.kind === "refused") return refuse(begun.errors);
			return await this.#stream(reply, asking, begun.results);
		} finally {
			place.left();
		}
	}
	async #stream(reply, { caller }, results) {
		reply.hijack();
		const response = reply.raw;
		const { services } = this.operations;
		const connection = caller && new Connection(services, caller, () => void response.end());
		const life = afterItsLife(services.env, () => void response.end());
		const isOver = () => response.writableEnded || response.destroyed;
		const say = (text) => isOver() || response.write(text);
		const keepAlive = setInterval(() => say(":\n\n"), keepAliveMs);
		this.#open.add(response);
		response.once("close", () => {
			if ("return" in results) results.return(void 0);
		});
		try {
			response.writeHead(200, {
				...headersOf(reply),
				...streamHeaders
			});
			say(":\n\n");
			for await (const result of results) {
				if (isOver()) break;
				if (!say(message("next", result))) await this.#drained(response);
			}
			say(message("complete"));
		} catch (error) {
			say(message("next", { errors: [error] }) + message("complete"));
		} finally {
			response.end();
			clearInterval(keepAlive);
			clearTimeout(life);
			this.#open.delete(response);
			connection?.release();
		}
	}
	/** Waits for a client that reads slowly; one that does not read is given up. */
	async #drained(response) {
		const waiting = new AbortController();
		const patience = setTimeout(() => {
			this.operations.services.metrics.slowConsumers.inc();
			response.destroy();
		}, laggardMs);
		try {
			await Promise.race(["drain", "close"].map((event) => once(response, event, { signal: waiting.signal })));
		} finally {
			clearTimeout(patience);
			waiting.abort();
		}
	}
};
var streamHeaders = {
	"content-type": "text/event-stream; charset=utf-8",
	"cache-control": "no-cache, no-transform",
	"x-accel-buffering": "no"
};
/** Those that hooks have set; a hijacked reply does not send them by itself. */
var headersOf = (reply) => Object.fromEntries(Object.entries(reply.getHeaders()).map(([name, value]) => [name, Array.isArray(value) ? value : String(value)]));
var message = (event, data) => `event: ${event}\ndata:${data === void 0 ? "" : ` ${JSON.stringify(data)}`}\n\n`;
// src/http/web.ts
/**
* The web client's static build. Files under `_app/immutable` have their content's hash in their name and are kept for
* ever; all others are asked for each time. Every address that is no file is a page of the one-page client.
*/
async function serveWeb(http, root) {
	const index = join(root, "index.html");
	if (!existsSync(index)) return () => void 0;
	const policy = pagePolicy(readFileSync(index, "utf8"));
	await http.register(fastifyStatic, {
		root,
		wildcard: false,
		index: false,
		cacheControl: false,
		preCompressed: true,
		setHeaders: (reply, path) => {
			const isKept = path.includes(`${sep}immutable${sep}`);
			reply.header("cache-control", isKept ? "public, max-age=31536000, immutable" : "no-cache");
			if (path.includes(".html")) reply.header("content-security-policy", policy);
		}
	});
	http.get("/", (_request, reply) => reply.sendFile("index.html"));
	return (request, reply) => request.method === "GET" && request.headers.accept?.includes("text/html") === true ? reply.sendFile("index.html") : void 0;
}
/** Scripts come from us alone. The page's own inline script, which starts the client, is known by its hash. */
function pagePolicy(html) {
	return [
		"default-src 'self'",
		`script-src ${["'self'", ...[...html.matchAll(/<script(?:\s[^>]*)?>([^]*?)<\/script>/g)].map(([, script]) => script ?? "").filter((script) => script !== "").map((script) => `'sha256-${createHash("sha256").update(script).digest("base64")}'`)].join(" ")}`,
		"style-src 'self'",
		"style-src-attr 'unsafe-inline'",
		"img-src 'self' data:",
		"object-src 'none'",
		"base-uri 'none'",
		"form-action 'self'",
		"frame-ancestors 'none'"
	].join("; ");
}
// src/http/closing.ts
/** Close codes of graphql-transport-ws, RFC 6455 and ours. */
var closing = {
	badMessage: [4400, "Invalid message received"],
	unauthorized: [4401, "Unauthorized"],
	tooMany: [4429, "Too many sockets"],
	restart: [1012, "Service restart"],
	tryLater: [1013, "Try again later"]
};
// src/http/doorway.ts
/** So many new sockets are taken up each so often: what they cost, others wait for. */
var atOnce = 1e6;
var everyMs = 10;
/** Whoever comes while so many wait is sent away: they cost memory. */
var mostWaiting = 1e3;
/**
* Lets new sockets in at a pace that leaves time for those who are in already. They wait in turns by who brings them, so
* that a thousand of one person are no queue for the next person's first.
*/
var Doorway = class {
	#waiting = /* @__PURE__ */ new Map();
	#count = 0;
	#free = atOnce;
	#timer;
	/** False: there are too many already. */
	enter(who, letIn) {
		if (this.#count >= mostWaiting) return false;
		if (this.#free > 0) {
			this.#free--;
			letIn();
		} else {
			const others = this.#waiting.get(who);
			if (others) others.push(letIn);
			else this.#waiting.set(who, [letIn]);
			this.#count++;
		}
		this.#timer ??= setInterval(() => this.#tick(), everyMs);
		return true;
	}
	/** Nobody shall wait any more. */
	letAllIn() {
		for (let next = this.#next(); next; next = this.#next()) next();
	}
	#tick() {
		this.#free = atOnce;
		for (let next = this.#next(); next; next = this.#free > 0 ? this.#next() : void 0) {
			this.#free--;
			next();
		}
		if (this.#free < atOnce) return;
		clearInterval(this.#timer);
		this.#timer = void 0;
	}
	/** Whose turn it is; they go to the end of the row with what else they bring. */
	#next() {
		for (const [who, theirs] of this.#waiting) {
			this.#waiting.delete(who);
			const next = theirs.shift();
			if (theirs.length > 0) this.#waiting.set(who, theirs);
			this.#count--;
			return next;
		}
	}
};
// src/http/pace.ts
var windowMs = 200;
/** No client of good will says as much; who does is read no faster. */
var messagesAWindow = 100;
/** Above this, what a client does not read has to go before more of it is read. */
var fullBytes$1 = 1048576;
/**
* Reads a socket no faster than its client may speak, and not at all while the client does not read what it is told: a
* flood waits in the client's own buffers and costs this process nothing.
*/
var Pace = class {
	#began = performance.now();
	#heard = 0;
	constructor(socket) {
		this.socket = socket;
	}
	/** Called with every message. */
	heard() {
		const now = performance.now();
		if (now - this.#began >= windowMs) {
			this.#began = now;
			this.#heard = 0;
		}
		this.#heard++;
		const { socket } = this;
		if (socket.readyState !== socket.OPEN || socket.isPaused) return;
		if (socket.bufferedAmount > fullBytes$1) {
			socket.pause();
			socket.ping("", false, () => socket.resume());
		} else if (this.#heard >= messagesAWindow) {
			socket.pause();
			setTimeout(() => socket.resume(), this.#began + windowMs - now).unref();
		}
	}
};
// src/http/send-away.ts
/** How long a client may take to agree that its socket closes. */
var closeMs = 1e3;
/** Closes sockets in a way that has their clients come again, to this node or to another one. */
async function sendAway(sockets, leave) {
	await Promise.all(sockets.map(async (socket) => {
		if (leave.spreadMs > 0) await setTimeout$1(Math.random() * leave.spreadMs);
		await atMost(leave.patienceMs, Promise.allSettled(leave.running(socket)));
		await setImmediate();
		socket.close(leave.code, leave.reason);
		await atMost(closeMs, closed(socket));
		socket.terminate();
	}));
}
async function atMost(ms, promise) {
	const patience = new AbortController();
	await Promise.race([promise, setTimeout$1(ms, void 0, { signal: patience.signal }).catch(() => {})]);
	patience.abort();
}
var closed = (socket) => new Promise((resolve) => {
	if (socket.readyState === socket.CLOSED) resolve();
	else socket.once("close", () => resolve());
});
// src/http/socket-operations.ts
/**
* What happens on a socket: introductions and operations. graphql-ws keeps the protocol; what an operation may do and
* which words an error has is decided where HTTP decides it.
*/
var SocketOperations = class {
	#admitted = /* @__PURE__ */ new WeakMap();
	#executing = /* @__PURE__ */ new WeakMap();
	constructor(operations) {
		this.operations = operations;
	}
	/** What a socket still waits for. */
	running(socket) {
		return this.#executing.get(socket) ?? [];
	}
	protocol() {
		const { operations } = this;
		return makeServer({
			connectionInitWaitTimeout: operations.services.env.MEKONG_LIMITS.initMs,
			onConnect: (ctx) => this.#bind(ctx),
			onSubscribe: (ctx, id, payload) => this.#admit(ctx, id, payload),
			execute: async (args) => {
				const { admitted, asking } = this.#started(args);
				return this.#tracked(asking, operations.execute(admitted, asking));
			},
			subscribe: async (args) => {
				const { admitted, asking } = this.#started(args);
				const begun = await subscribe(admitted, asking);
				return begun.kind === "begun" ? begun.results : refused(begun.errors);
			},
			onError: ({ extra }, _id, _payload, errors) => {
				const listener = this.#asking(extra);
				return errors.map((error) => mask(error, listener).toJSON());
			},
			onClose: ({ extra }) => {
				extra.connection?.release();
				extra.left();
			}
		});
	}
	async #bind({ extra, connectionParams }) {
		extra.acceptLanguage = text(connectionParams?.["acceptLanguage"]) ?? extra.request.headers["accept-language"];
		const authorization = text(connectionParams?.["authorization"]);
		const { services } = this.operations;
		const limits = services.env.MEKONG_LIMITS;
		const { cookie, "user-agent": userAgent } = extra.request.headers;
		const address = addressOf(extra.request, services.env);
		const caller = await services.callers.of({
			authorization,
			cookie,
			address,
			userAgent
		});
		if (extra.socket.readyState !== extra.socket.OPEN) return false;
		if (caller === null && authorization !== void 0) {
			extra.socket.close(...closing.unauthorized);
			return false;
		}
		const place = services.census.enter(`sockets of ${payerOf({
			caller,
			address
		})}`, limits.socketsPerCaller);
		if (place === null) {
			extra.socket.close(...closing.tooMany);
			return false;
		}
		extra.left = place.left;
		if (caller !== null) extra.connection = new Connection(services, caller, () => extra.socket.close(...closing.unauthorized));
		return true;
	}
	async #admit({ extra, subscriptions }, id, payload) {
		const asking = this.#asking(extra, id);
		try {
			const { operationsPerSocket } = this.operations.services.env.MEKONG_LIMITS;
			const running = this.#executing.get(extra.socket)?.size ?? 0;
			if (Object.keys(subscriptions).length > operationsPerSocket || running >= operationsPerSocket) throw new ApiError("THROTTLED", { retryAfter: 1 });
			const admitted = await this.operations.admit(askedIn(payload), asking);
			if (admitted.kind === "refused") return [...admitted.errors];
			this.#admitted.set(admitted.args, {
				admitted,
				asking
			});
			return admitted.args;
		} catch (error) {
			return [mask(error, asking)];
		}
	}
	#started(args) {
		const started = this.#admitted.get(args);
		if (!started) throw new Error("an operation that was not admitted");
		return started;
	}
	/** What a socket waits for is answered before it is closed. */
	async #tracked({ context }, running) {
		const socket = context.operation?.socket;
		const all = (socket && this.#executing.get(socket)) ?? /* @__PURE__ */ new Set();
		if (socket) this.#executing.set(socket, all.add(running));
		try {
			return await running;
		} finally {
			all.delete(running);
		}
	}
	#asking({ connection, acceptLanguage, socket, request }, id) {
		const { services } = this.operations;
		const caller = connection?.caller ?? null;
		const circumstances = {
			caller,
			acceptLanguage,
			requestId: randomUUID(),
			...id !== void 0 && { operation: {
				id,
				socket
			} }
		};
		return {
			caller,
			locale: localeOf(circumstances),
			requestId: circumstances.requestId,
			log: services.log,
			context: makeContext(services, circumstances),
			address: addressOf(request, services.env)
		};
	}
};
/** A source that fails at once: then the client gets an `error` message, as for what is refused before. */
var refused = ([error]) => ({ [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) });
var text = (value) => typeof value === "string" ? value : void 0;
// src/http/websocket.ts
var pingMs = 12e3;
/** Over so long clients are sent to other nodes. */
var elsewhereMs = 2e3;
/**
* The WebSockets of this node (graphql-transport-ws): who may open one, that it lives, and that it ends in good order.
*/
var Sockets = class {
	#server;
	#inside;
	#alive = /* @__PURE__ */ new WeakSet();
	#pings;
	#doorway = new Doorway();
	#isClosing = false;
	constructor(operations) {
		this.operations = operations;
		this.#inside = new SocketOperations(operations);
		const { messageBytes } = operations.services.env.MEKONG_LIMITS;
		this.#server = new WebSocketServer({
			noServer: true,
			maxPayload: messageBytes,
			perMessageDeflate: false,
			allowSynchronousEvents: false,
			clientTracking: true,
			handleProtocols: (offered) => handleProtocols(offered)
		});
		const protocol = this.#inside.protocol();
		this.#server.on("connection", (socket, request) => this.#open(protocol, socket, request));
		this.#pings = setInterval(() => this.#sweep(), pingMs).unref();
	}
	listen(http) {
		http.on("upgrade", (request, stream, head) => {
			stream.on("error", () => stream.destroy());
			const refuse = (refusal) => void stream.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
			const letIn = () => {
				const refusal = this.#refusal(request);
				if (refusal) return refuse(refusal);
				this.#server.handleUpgrade(request, stream, head, (socket) => this.#server.emit("connection", socket, request));
			};
			const refusal = this.#refusal(request);
			if (refusal) return refuse(refusal);
			const who = request.headers.cookie ?? addressOf(request, this.operations.services.env);
			if (!this.#doorway.enter(who, letIn)) refuse("503 Service Unavailable\r\nretry-after: 1");
		});
	}
	get count() {
		return this.#server.clients.size;
	}
	/** Has every client come again elsewhere: this node stops. Whoever comes meanwhile is refused. */
	async close(spreadMs, patienceMs) {
		this.#isClosing = true;
		clearInterval(this.#pings);
		this.#doorway.letAllIn();
		await this.#sendAway(closing.restart, spreadMs, patienceMs);
		for (const socket of this.#server.clients) socket.terminate();
		this.#server.close();
	}
	/** Has every client try another node: this one lacks what it needs to serve them. */
	async sendElsewhere() {
		await this.#sendAway(closing.tryLater, elsewhereMs, 0);
	}
	#sendAway([code, reason], spreadMs, patienceMs) {
		const running = (socket) => this.#inside.running(socket);
		return sendAway([...this.#server.clients], {
			code,
			reason,
			spreadMs,
			patienceMs,
			running
		});
	}
	#refusal({ url, headers }) {
		if (URL.parse(url ?? "", "http://localhost")?.pathname !== "/graphql") return "404 Not Found";
		const { env, feed } = this.operations.services;
		if (this.#isClosing || feed.isCutOff) return "503 Service Unavailable";
		const { origin, host, cookie } = headers;
		return (origin === void 0 ? cookie === void 0 : isAllowedOrigin(origin, host, env)) ? void 0 : "403 Forbidden";
	}
	#open(protocol, socket, request) {
		const { env, log } = this.operations.services;
		const extra = {
			socket,
			request,
			connection: null,
			left: () => {},
			acceptLanguage: void 0
		};
		this.#alive.add(socket);
		socket.on("pong", () => this.#alive.add(socket));
		socket.on("error", () => {});
		const pace = new Pace(socket);
		const life = afterItsLife(env, () => socket.close(...closing.restart));
		const done = protocol.opened({
			protocol: socket.protocol,
			send: (data) => new Promise((resolve, reject) => {
				if (socket.readyState !== socket.OPEN) return resolve();
				socket.send(data, (error) => error ? reject(error) : resolve());
			}),
			close: (code, reason) => socket.close(code, reason),
			onMessage: (receive) => socket.on("message", (data, isBinary) => {
				if (isBinary) return socket.close(...closing.badMessage);
				pace.heard();
				receive(String(data)).catch((error) => {
					if (socket.readyState !== socket.OPEN) return;
					log.error({ err: error }, "a socket failed");
					socket.close(...closing.tryLater);
				});
			})
		}, extra);
		socket.once("close", (code, reason) => {
			clearTimeout(life);
			done(code, String(reason));
		});
	}
	/** Ends who did not answer the last ping: a network that was cut says nothing. */
	#sweep() {
		for (const socket of this.#server.clients) if (!this.#alive.delete(socket)) socket.terminate();
		else socket.ping();
	}
};
// src/http/server.ts
/** How long running requests may take to end, when the stop is announced to a balancer, and when somebody waits for it. */
var patientMs = 1e4;
var hastyMs = 2e3;
/** Over how long clients are spread who have to come again. */
var mostSpreadMs = 5e3;
/** A request must be here in time, its headers in half of that: who sends a byte now and then is cut off. */
var timeLimits = ({ requestMs }) => ({
	requestTimeout: requestMs,
	http: {
		headersTimeout: Math.ceil(requestMs / 2),
		connectionsCheckingInterval: Math.min(2e3, Math.ceil(requestMs / 4))
	}
});
/** Everything that listens: pages, GraphQL by three roads, sign-in, health. */
async function startServer({ services, schema, log, webRoot }) {
	const { env } = services;
	const operations = await makeOperations(services, schema);
	const http = Fastify({
		loggerInstance: log,
		bodyLimit: env.MEKONG_LIMITS.bodyBytes,
		trustProxy: env.MEKONG_TRUSTED_PROXIES.length > 0 ? env.MEKONG_TRUSTED_PROXIES : false,
		genReqId: () => randomUUID(),
		...timeLimits(env.MEKONG_LIMITS),
		forceCloseConnections: "idle",
		frameworkErrors: (error, request, reply) => sendError(request, reply, error)
	});
	http.removeContentTypeParser("text/plain");
	secure(http, env);
	const sendError = handleErrors(http, log, webRoot === void 0 ? () => void 0 : await serveWeb(http, webRoot));
	let isDraining = false;
	const streams = new Streams(operations);
	const sockets = new Sockets(operations);
	routeGraphql(http, operations);
	streams.route(http);
	routeAuth(http, services);
	routeSetup(http, services);
	routeInvitation(http, services);
	routeDemo(http, services);
	routeOutbox(http, services);
	routeHealth(http, services, () => isDraining);
	routeMetrics(http, services);
	const sdl = sdlOf(schema);
	http.get("/schema.graphql", async (_request, reply) => reply.type("text/plain; charset=utf-8").send(sdl));
	http.addHook("onSend", async (_request, reply) => void (isDraining && reply.header("connection", "close")));
	sockets.listen(http.server);
	services.metrics.read("ws_connections", () => sockets.count);
	await serveGraphiql(http, services);
	await http.listen({
		host: env.HOST,
		port: env.PORT
	});
	const listening = http.server.address();
	const port = typeof listening === "object" && listening !== null ? listening.port : env.PORT;
	const address = `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${port}`;
	services.site.listensAt(address);
	const stopWatching = onceLost(services.feed, () => {
		sockets.sendElsewhere();
		streams.close(0);
	});
	return {
		address,
		url: services.site.url,
		close: async () => {
			isDraining = true;
			stopWatching();
			const drainMs = env.MEKONG_DRAIN_SECONDS * 1e3;
			if (drainMs > 0) await setTimeout$1(drainMs);
			const patienceMs = drainMs > 0 ? patientMs : hastyMs;
			const spreadMs = Math.min(drainMs, mostSpreadMs);
			const patience = setTimeout(() => http.server.closeAllConnections(), patienceMs);
			await Promise.all([
				http.close(),
				streams.close(spreadMs),
				sockets.close(spreadMs, patienceMs)
			]);
			clearTimeout(patience);
			await operations.apollo.stop();
		}
	};
}
// src/data/longest-transaction.ts
var patienceMs$4 = 2e3;
/** Seconds since the oldest open transaction of this database began, whoever holds it open; 0 without any. */
async function longestTransaction(pool) {
	const asking = pool.query(query);
	const { rows } = await within(patienceMs$4, "Looking for the longest transaction", asking);
	return rows[0]?.seconds ?? 0;
}
var query = {
	name: "longest-transaction",
	text: `select coalesce(extract(epoch from max(clock_timestamp() - xact_start)), 0)::float8 as seconds
    from pg_stat_activity
    where datname = current_database() and backend_type = 'client backend' and pid <> pg_backend_pid()`,
	query_timeout: patienceMs$4
};
// src/graphql/cursor.ts
var tagBytes = 12;
function cursorSeal(secret) {
	const tag = (list, body) => createHmac("sha256", secret).update(`${list}\n${body}`).digest().subarray(0, tagBytes);
	return {
		seal: (list, position) => {
			const body = JSON.stringify(position);
			return Buffer.concat([tag(list, body), Buffer.from(body)]).toString("base64url");
		},
		open: (list, cursor) => {
			const bytes = Buffer.from(cursor, "base64url");
			if (bytes.length <= tagBytes || bytes.toString("base64url") !== cursor) return void 0;
			const body = bytes.subarray(tagBytes).toString();
			if (!timingSafeEqual(bytes.subarray(0, tagBytes), tag(list, body))) return void 0;
			const position = JSON.parse(body);
			return isPosition(position) ? position : void 0;
		}
	};
}
var isPosition = (value) => Array.isArray(value) && value.every((part) => part === null || typeof part === "string");
// src/http/auth-people.store.ts
/** People as far as news about their accounts need them. */
var AuthPeopleStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Undefined for whoever is not active or can't sign in: they get no mail. */
	async recipient(userId) {
		const [person] = await this.sql.rows("select name, email, locale from app_user where id = $1 and is_active and has_sign_in", [userId]);
		return person;
	}
	/** Whose the address is; null: nobody's. */
	async idAt(email) {
		const [person] = await this.sql.rows("select id from app_user where email = lower($1)", [email]);
		return person?.id ?? null;
	}
	/** How many links for a new password they were sent within the last hour. */
	async resetsLately(userId) {
		const [sent] = await this.sql.rows(`select count(*)::integer as n from outgoing_mail m join app_user u on u.email = m.recipient
       where u.id = $1 and m.kind = 'passwordReset' and m.created_at > now() - interval '1 hour'`, [userId]);
		return sent?.n ?? 0;
	}
};
// src/http/auth-events.ts
/** More mails than this within an hour only bother somebody. */
var mostResets = 5;
/** Routes by which somebody else's or one's own session is ended on purpose; other endings are part of something else. */
var endings = {
	"/sign-out": "SIGN_OUT",
	"/revoke-session": "REVOKE_SESSION",
	"/revoke-sessions": "REVOKE_SESSION",
	"/revoke-other-sessions": "REVOKE_SESSION"
};
/** What happens to accounts and sessions, told to the audit, and to the person where it matters to them. */
var AuthEvents = class {
	#people;
	constructor(options) {
		this.options = options;
		this.#people = new AuthPeopleStore(options.sql);
	}
	/** The link goes to active people only; whoever asked can't tell. */
	async resetAsked(userId, token, headers) {
		if (await this.#people.resetsLately(userId) >= mostResets) return;
		const link = `${this.options.site.url}/reset/${token}`;
		if (await this.#mail(userId, {
			kind: "passwordReset",
			link
		})) await this.note({
			action: "REQUEST_PASSWORD_RESET",
			subjectId: userId
		}, null, viaOf$1(headers, null));
	}
	async passwordReset(userId, headers) {
		await this.note({
			action: "RESET_PASSWORD",
			subjectId: userId
		}, userId, viaOf$1(headers, null));
		await this.tell(userId, "passwordChanged");
	}
	async sessionEnded(session, path, headers) {
		this.options.onSessionEnd(session);
		const action = endings[path ?? ""];
		if (action) await this.note({
			action,
			subjectId: session.id
		}, session.userId, viaOf$1(headers, session.id));
	}
	async accountLinked(userId, headers) {
		await this.note({
			action: "LINK_ACCOUNT",
			subjectId: userId
		}, userId, viaOf$1(headers, null));
	}
	/** Somebody failed to sign in under this address; the audit tells whose it is, if anybody's. */
	async signInFailed(email, refusal, headers) {
		const subjectId = email === null ? null : await this.#people.idAt(email);
		await this.note({
			action: "SIGN_IN",
			subjectId,
			refusal
		}, null, viaOf$1(headers, null));
	}
	/** A mail that says what was done to the account, in case it was somebody else. */
	async tell(userId, kind) {
		await this.#mail(userId, {
			kind,
			link: this.options.site.url
		});
	}
	/** What can't be noted does not undo what was done. */
	async note(entry, actorId, via) {
		await audit(this.options.sql, {
			...entry,
			actorId,
			via
		}).catch(this.options.onFault);
	}
	async #mail(userId, about) {
		const { sql, mailQueued } = this.options;
		const person = await this.#people.recipient(userId);
		if (!person) return false;
		await queueMail(sql, {
			to: person,
			locale: person.locale,
			about
		});
		mailQueued();
		return true;
	}
};
var viaOf$1 = (headers, sessionId) => ({
	id: sessionId,
	address: headers?.get("x-mekong-address") ?? null,
	agent: agentOf(headers?.get("user-agent") ?? void 0)
});
/** Routes that end in a session. A code is also asked for while one is set up; then there is a session already. */
var signIns = /* @__PURE__ */ new Set([
	"/sign-in/email",
	"/two-factor/verify-totp",
	"/two-factor/verify-backup-code",
	"/passkey/verify-authentication",
	"/callback/:id"
]);
/** What is done to one's own account, by its route. */
var ownChanges = {
	"/change-password": "CHANGE_PASSWORD",
	"/two-factor/disable": "DISABLE_TWO_FACTOR",
	"/passkey/verify-registration": "ADD_PASSKEY",
	"/passkey/delete-passkey": "DELETE_PASSKEY"
};
/** Comes last among the plugins: only then it is known whether a password was enough, or a second step follows. */
var tellingEvents = (events) => ({
	id: "mekong-events",
	hooks: { after: [{
		matcher: ({ path }) => path !== void 0 && (signIns.has(path) || path in ownChanges),
		handler: createAuthMiddleware(async ({ path, body, headers, context }) => {
			const { returned, newSession, session } = context;
			const refusal = isAPIError(returned) && returned.statusCode >= 400 ? returned : null;
			const code = String(refusal?.body?.code ?? refusal?.status ?? "");
			const before = session?.user.id ?? null;
			if (signIns.has(path) && before === null) {
				const email = path === "/sign-in/email" && typeof body?.email === "string" ? body.email : null;
				if (refusal) await events.signInFailed(email, code, headers);
				else if (newSession) {
					const { user, session: made } = newSession;
					await events.note({
						action: "SIGN_IN",
						subjectId: user.id
					}, user.id, viaOf$1(headers, made.id));
				}
				return;
			}
			const action = path === "/two-factor/verify-totp" ? "ENABLE_TWO_FACTOR" : ownChanges[path];
			if (before === null || action === void 0) return;
			if (action === "ENABLE_TWO_FACTOR" && !newSession) return;
			const via = viaOf$1(headers, newSession?.session.id ?? session?.session.id ?? null);
			await events.note({
				action,
				subjectId: before,
				...refusal && { refusal: code }
			}, before, via);
			if (refusal) return;
			if (action === "CHANGE_PASSWORD") await events.tell(before, "passwordChanged");
			if (action === "DISABLE_TWO_FACTOR") await events.tell(before, "twoFactorOff");
		})
	}] }
});
// src/http/auth-tables.ts
var idPrefix = {
	user: "usr",
	session: "ses",
	account: "acc",
	verification: "ver",
	twoFactor: "tfa",
	passkey: "psk"
};
var authId = ({ model }) => typeidUnboxed(idPrefix[model] ?? "row");
var written = {
	createdAt: "created_at",
	updatedAt: "updated_at"
};
/** The library's tables under our names: they lie beside our own and are made by our migrations. */
var authTables = {
	user: {
		modelName: "app_user",
		fields: {
			emailVerified: "email_verified",
			...written
		},
		additionalFields: {
			role: {
				type: "string",
				required: true,
				input: false
			},
			locale: {
				type: "string",
				required: true,
				input: false
			}
		}
	},
	session: {
		modelName: "app_session",
		fields: {
			userId: "user_id",
			expiresAt: "expires_at",
			ipAddress: "ip_address",
			userAgent: "user_agent",
			...written
		}
	},
	account: {
		modelName: "app_account",
		fields: {
			userId: "user_id",
			accountId: "account_id",
			providerId: "provider_id",
			accessToken: "access_token",
			refreshToken: "refresh_token",
			idToken: "id_token",
			accessTokenExpiresAt: "access_token_expires_at",
			refreshTokenExpiresAt: "refresh_token_expires_at",
			...written
		}
	},
	verification: {
		modelName: "app_verification",
		fields: {
			expiresAt: "expires_at",
			...written
		}
	},
	twoFactor: {
		user: { fields: { twoFactorEnabled: "two_factor_enabled" } },
		twoFactor: {
			modelName: "app_two_factor",
			fields: {
				userId: "user_id",
				backupCodes: "backup_codes",
				failedVerificationCount: "failed_verification_count",
				lockedUntil: "locked_until"
			}
		}
	},
	passkey: { passkey: {
		modelName: "app_passkey",
		fields: {
			userId: "user_id",
			publicKey: "public_key",
			credentialID: "credential_id",
			deviceType: "device_type",
			backedUp: "backed_up",
			createdAt: "created_at"
		}
	} }
};
// src/http/auth-second-factors.ts
var issuer = "Mekong";
/** A code from an app, or one of ten kept for the day when the app is lost. */
var codes = () => twoFactor({
	issuer,
	schema: authTables.twoFactor,
	skipVerificationOnEnable: false
});
/**
* A passkey stands for both steps: what one has and who one is. So its device must have seen its owner, which the library
* leaves open. It is bound to the public address; without one, to `localhost`, for no browser takes a number.
*/
var passkeys = ({ MEKONG_URL }) => passkey({
	rpName: issuer,
	rpID: MEKONG_URL === void 0 ? "localhost" : new URL(MEKONG_URL).hostname,
	origin: MEKONG_URL ?? null,
	schema: authTables.passkey,
	authenticatorSelection: {
		residentKey: "required",
		userVerification: "required"
	},
	registration: { afterVerification: ({ verification }) => mustHaveSeen(verification.registrationInfo?.userVerified) },
	authentication: { afterVerification: ({ verification }) => mustHaveSeen(verification.authenticationInfo.userVerified) }
});
function mustHaveSeen(isVerified) {
	if (isVerified !== true) throw new APIError("UNAUTHORIZED", {
		code: "AUTHENTICATION_FAILED",
		message: "The passkey did not verify its user."
	});
}
// src/http/auth.ts
var day = 86400;
/**
* Passwords, second factors, passkeys, OpenID Connect and sessions by better-auth, on our pool and our tables. People come
* by invitation, not by signing up.
*/
function makeAuth({ pool, env, secret, events, invitations }) {
	const isSecure = env.MEKONG_URL?.startsWith("https:") ?? false;
	return betterAuth({
		database: pool,
		secret,
		baseURL: env.MEKONG_URL ?? `http://${env.HOST}:${env.PORT}`,
		basePath: "/api/auth",
		telemetry: { enabled: false },
		logger: { disabled: true },
		rateLimit: { enabled: false },
		onAPIError: { errorURL: "/sign-in" },
		emailAndPassword: {
			enabled: true,
			disableSignUp: true,
			minPasswordLength: passwordLength.min,
			maxPasswordLength: passwordLength.max,
			revokeSessionsOnPasswordReset: true,
			resetPasswordTokenExpiresIn: 3600,
			sendResetPassword: ({ user, token }, request) => events.resetAsked(user.id, token, request?.headers),
			onPasswordReset: ({ user }, request) => events.passwordReset(user.id, request?.headers)
		},
		databaseHooks: {
			session: {
				create: { before: async ({ userId }) => expectActive(pool, userId) },
				delete: { after: (session, context) => events.sessionEnded(session, context?.path, context?.headers) }
			},
			account: { create: {
				before: async (account) => {
					await expectActive(pool, account.userId);
					return { data: {
						...account,
						accessToken: null,
						refreshToken: null,
						idToken: null
					} };
				},
				after: async ({ userId, providerId }, context) => {
					if (providerId === "oidc") await events.accountLinked(userId, context?.headers);
				}
			} }
		},
		advanced: {
			disableCSRFCheck: true,
			useSecureCookies: false,
			cookiePrefix: isSecure ? "__Host-better-auth" : "better-auth",
			defaultCookieAttributes: {
				httpOnly: true,
				sameSite: "lax",
				path: "/",
				secure: isSecure
			},
			ipAddress: { ipAddressHeaders: [addressHeader] },
			database: { generateId: authId }
		},
		user: authTables.user,
		session: {
			...authTables.session,
			expiresIn: 7 * day,
			updateAge: day,
			freshAge: day
		},
		account: {
			...authTables.account,
			updateAccountOnSignIn: false,
			accountLinking: {
				enabled: true,
				trustedProviders: [],
				requireLocalEmailVerified: false
			}
		},
		verification: {
			...authTables.verification,
			storeIdentifier: "hashed"
		},
		plugins: [
			codes(),
			passkeys(env),
			...oidc(env, (account) => invitations.identified(account)),
			tellingEvents(events)
		]
	});
}
/** Who left, or was asked to come and has not yet, is nobody: the same answer as to a wrong password. */
async function expectActive(pool, userId) {
	const { rowCount } = await pool.query("select from app_user where id = $1 and is_active", [userId]);
	if (rowCount === 0) throw APIError.from("UNAUTHORIZED", {
		code: "INVALID_EMAIL_OR_PASSWORD",
		message: "Invalid email or password"
	});
}
// src/http/caller.store.ts
/** The person, as far as rights go; who is not active is nobody. */
var person = `
  u.id as user_id, u.role, u.visibility, u.sees_amounts, u.locale, u.time_zone, u.main_team_id, u.acl_version,
  u.last_seen_at,
  array(select team_id from team_member where user_id = u.id order by team_id) as team_ids,
  array(select team_id from team_member where user_id = u.id and is_leader order by team_id) as led_team_ids`;
var sessions = `
  select ${person}, s.id as session_id, null as key_id, null::integer as key_generation,
    null::text[] as scopes, s.expires_at, s.last_active_at
  from app_session s join app_user u on u.id = s.user_id
  where u.is_active and ${isSessionOpen("s", "u")}`;
/** A rotated key has two secrets for a while; each ends with its own time, and with the key. */
var keys = `
  select ${person}, null as session_id, k.id as key_id, s.generation as key_generation, k.scopes, s.expires_at,
    null::timestamptz as last_active_at
  from api_key k join app_user u on u.id = k.user_id
  cross join lateral (values (k.secret_hash, k.generation, k.expires_at),
    (k.previous_hash, k.generation - 1, k.previous_until)) s (hash, generation, expires_at)
  where u.is_active and k.revoked_at is null and k.expires_at > now() and s.expires_at > now()`;
/** To the minute, which is exact enough and spares the table; from elsewhere at once. */
var touchKey = `
  update api_key set last_used_at = now(), last_used_address = coalesce($2, last_used_address)
  where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute'
    or last_used_address is distinct from coalesce($2, last_used_address))`;
/** To five minutes: nobody wants to know more exactly when somebody was last here. */
var seenMs = 3e5;
var CallerStore = class {
	constructor(pool) {
		this.pool = pool;
		this.bySession = (id) => this.#one(`${sessions} and s.id = $1`, [id]);
		this.byKey = (id, generation) => this.#one(`${keys} and k.id = $1 and s.generation = $2`, [id, generation]);
	}
	async bySecret(hash, address) {
		const caller = await this.#one(`${keys} and (k.secret_hash = $1 or k.previous_hash = $1) and s.hash = $1`, [hash]);
		if (caller !== null) this.pool.query(touchKey, [caller.keyId, address ?? null]).catch(() => {});
		return caller;
	}
	async #one(text, values) {
		const { rows } = await this.pool.query(text, [...values]);
		const [row] = rows;
		if (row === void 0) return null;
		this.#touch(row);
		return callerOf(row);
	}
	#touch({ user_id, last_seen_at, session_id, last_active_at }) {
		const isNews = (at) => at === null || Date.now() - at.getTime() >= seenMs;
		if (isNews(last_seen_at)) this.pool.query("update app_user set last_seen_at = now() where id = $1", [user_id]).catch(() => {});
		if (session_id !== null && isNews(last_active_at)) this.pool.query("update app_session set last_active_at = now() where id = $1", [session_id]).catch(() => {});
	}
};
var callerOf = (row) => ({
	actor: {
		userId: row.user_id,
		role: row.role,
		visibility: row.visibility,
		seesAmounts: row.sees_amounts,
		teamIds: row.team_ids,
		ledTeamIds: row.led_team_ids,
		mainTeamId: row.main_team_id,
		scopes: row.scopes
	},
	locale: row.locale,
	timeZone: row.time_zone,
	road: row.key_id === null ? "UI" : "API",
	actorKey: row.key_id ?? row.user_id,
	sessionId: row.session_id,
	keyId: row.key_id,
	keyGeneration: row.key_generation,
	aclVersion: row.acl_version,
	expiresAt: row.expires_at.getTime()
});
// src/http/callers.ts
var keptMs = 5e3;
var mostHeld = 1e4;
/**
* Who is behind a request. Looking that up costs more than many a read, so it is kept in memory: for five seconds at
* most, and dropped at once when a change is told. Whoever keeps a caller for longer (a socket) watches their rights and
* asks `again`.
*/
var Callers = class {
	#held = /* @__PURE__ */ new Map();
	#listeners = /* @__PURE__ */ new Set();
	constructor(store, auth) {
		this.store = store;
		this.auth = auth;
	}
	/**
	* Null when the credentials stand for nobody: none given, unknown, expired, revoked, or of somebody who left. A session
	* in use goes on and on: `renewed` gets the cookie that says so, about once a day.
	*/
	async of(shown, renewed) {
		const known = await this.#known(shown, renewed);
		return known && {
			...known,
			via: viaOf(known, shown)
		};
	}
	async #known({ authorization, cookie, address }, renewed) {
		if (authorization !== void 0) {
			const secret = keyIn(authorization);
			return secret === void 0 ? null : this.#kept(secretHash(secret), (hash) => this.store.bySecret(hash, address));
		}
		return cookie === void 0 ? null : this.#kept(secretHash(cookie), () => this.#bySession(cookie, renewed));
	}
	/** As they are now, past all memory; null when session or key have ended, or the person left. */
	async again({ sessionId, keyId, keyGeneration, via }) {
		const known = keyId !== null ? await this.store.byKey(keyId, keyGeneration) : sessionId && await this.store.bySession(sessionId);
		return known ? {
			...known,
			via
		} : null;
	}
	/** Rights, a session or a key changed: forget it here, and tell those who hold callers. */
	told(change) {
		for (const [name, { caller }] of this.#held) if (concerns(change, caller)) this.#held.delete(name);
		for (const listen of this.#listeners) listen(change);
	}
	onChange(listen) {
		this.#listeners.add(listen);
		return () => this.#listeners.delete(listen);
	}
	async #bySession(cookie, renewed) {
		const { response: found, headers } = await this.auth.api.getSession({
			headers: new Headers({ cookie }),
			returnHeaders: true
		});
		if (found) for (const set of headers.getSetCookie()) renewed?.(set);
		return found && this.store.bySession(found.session.id);
	}
	async #kept(name, find) {
		const now = Date.now();
		const held = this.#held.get(name);
		if (held && held.until > now) return held.caller;
		const caller = await find(name);
		if (caller === null) this.#held.delete(name);
		else this.#held.set(name, {
			caller,
			until: Math.min(now + keptMs, caller.expiresAt)
		});
		for (const [oldest] of this.#held) if (this.#held.size > mostHeld) this.#held.delete(oldest);
		return caller;
	}
};
var viaOf = ({ sessionId, keyId }, { address, userAgent }) => ({
	id: keyId ?? sessionId,
	address: address ?? null,
	agent: agentOf(userAgent)
});
function concerns(change, caller) {
	if (!Object.values(change).some((id) => id !== void 0)) return true;
	return change.userId === caller.actor.userId || change.sessionId !== void 0 && change.sessionId === caller.sessionId || change.keyId !== void 0 && change.keyId === caller.keyId;
}
var keyShape = /^Bearer (mk_[\w-]{43})$/i;
var keyIn = (authorization) => keyShape.exec(authorization)?.[1];
// src/http/sign-in-attempts.ts
var perSubject = 5;
var perAddress = 60;
/**
* Failed attempts by account and address, so that a guesser is held up and neither an office behind one address nor the
* owner of the account elsewhere is; and by address alone, against one password tried on many accounts. Five failures
* within a minute, or sixty from an address, block for a minute; each further block is twice as long, up to a quarter of
* an hour, until an hour has passed. All nodes count in one table. It holds hashes only: what people type by mistake into
* the wrong field is kept nowhere.
*/
var SignInAttempts = class {
	#sweep;
	constructor(pool, onFault) {
		this.pool = pool;
		this.onFault = onFault;
	}
	start() {
		this.#sweep = setInterval(() => {
			this.pool.query(forgetting).catch(this.onFault);
		}, 6e5).unref();
	}
	stop() {
		clearInterval(this.#sweep);
	}
	/** Seconds to wait, or null: then the attempt counts as failed until `succeeded` takes it back. */
	async begin(attempt) {
		const limits = limitsOf(attempt);
		const names = limits.map(([name]) => name);
		const { rows } = await this.pool.query({
			...counting,
			values: [names, limits.map(([, most]) => most)]
		});
		const { seconds = null, counted = 0 } = rows[0] ?? {};
		if (seconds !== null) return seconds;
		return counted === names.length ? null : await this.#wait(names) ?? 1;
	}
	/** The right secret ends the count for its account, and is taken back from its address. */
	async succeeded(attempt) {
		const [address, ...subject] = limitsOf(attempt).map(([name]) => name);
		await Promise.all([this.pool.query("delete from sign_in_attempt where name = any($1)", [subject]), this.pool.query("update sign_in_attempt set failures = greatest(0, failures - 1), blocked_until = null where name = $1", [address])]);
	}
	async #wait(names) {
		const { rows } = await this.pool.query(waiting, [names]);
		return rows[0]?.seconds ?? null;
	}
};
function limitsOf({ kind, subject, address }) {
	const network = networkOf(address);
	const byAddress = [secretHash(`${kind} ${network}`), perAddress];
	if (subject === null) return [byAddress];
	return [byAddress, [secretHash(`${kind} ${subject.trim().toLowerCase()} ${network}`), perSubject]];
}
/** Whoever has one IPv6 address has the 2^64 of its network. */
function networkOf(address) {
	if (!isIPv6(address) || address.includes(".")) return address;
	const [head = "", tail] = address.split("::");
	const groups = head.split(":");
	const rest = tail === void 0 || tail === "" ? [] : tail.split(":");
	const missing = tail === void 0 ? 0 : 8 - groups.length - rest.length;
	return [
		...groups,
		...Array(missing).fill("0"),
		...rest
	].slice(0, 4).join(":");
}
var seconds = `ceil(extract(epoch from max(blocked_until) - clock_timestamp()))::integer as seconds`;
var waiting = `select ${seconds} from sign_in_attempt where name = any($1) and blocked_until > clock_timestamp()`;
/**
* Nothing is counted while any of the names is blocked. Rows are locked in the order of their names, so that attempts at
* once wait for each other and never for good; whoever finds a row blocked after waiting leaves it.
*/
var counting = {
	name: "sign-in-attempt",
	text: `
    with asked as (select * from unnest($1::text[], $2::integer[]) as a (name, most)),
      blocked as (select ${seconds} from sign_in_attempt join asked using (name) where blocked_until > clock_timestamp()),
      counted as (
        insert into sign_in_attempt as s (name, failures, window_from)
        select name, 1, clock_timestamp() from asked where (select seconds from blocked) is null order by name
        on conflict (name) do update set
          failures = case when ${isOver("s")} then 1 else s.failures + 1 end,
          window_from = case when ${isOver("s")} then clock_timestamp() else s.window_from end,
          blocks = case when s.window_from < clock_timestamp() - interval '1 hour' then 0 else s.blocks end
            + case when ${isLast("s")} then 1 else 0 end,
          blocked_until = case when ${isLast("s")}
            then clock_timestamp() + least(interval '15 minutes', interval '1 minute' * 2 ^ least(s.blocks, 10)) end
        where s.blocked_until is null or s.blocked_until <= clock_timestamp()
        returning name)
    select (select seconds from blocked) as seconds, (select count(*)::integer from counted) as counted`
};
/** The minute is over, or its block: counting begins anew. */
function isOver(row) {
	return `(${row}.window_from < clock_timestamp() - interval '1 minute' or ${row}.blocked_until is not null)`;
}
/** The attempt that uses up what a minute has; it is still let through. */
function isLast(row) {
	return `(not ${isOver(row)} and ${row}.failures + 1 >= (select most from asked where asked.name = ${row}.name))`;
}
var forgetting = `delete from sign_in_attempt where window_from < now() - interval '2 hours'`;
// src/http/throttle/census.ts
var tellMs = 5e3;
/**
* How many connections are open for each person, key or address. Exact on this node; what the others have is some seconds
* old, which is near enough for a limit that is there to stop thousands.
*/
var Census = class {
	#node = randomUUID();
	#here = /* @__PURE__ */ new Map();
	#elsewhere = /* @__PURE__ */ new Map();
	#timer;
	#telling = Promise.resolve();
	#hasTold = false;
	constructor(pool, onFault) {
		this.pool = pool;
		this.onFault = onFault;
	}
	start() {
		this.#timer = setInterval(() => this.#telling = this.tell(), tellMs).unref();
	}
	async stop() {
		clearInterval(this.#timer);
		await this.#telling;
		await this.pool.query("delete from open_connections where node = $1", [this.#node]).catch(this.onFault);
	}
	/** Counts one more, unless there are as many already; whoever was counted says `left` once. */
	enter(name, most) {
		const here = this.#here.get(name) ?? 0;
		if (here + (this.#elsewhere.get(name) ?? 0) >= most) return null;
		this.#here.set(name, here + 1);
		let isIn = true;
		return { left: () => {
			if (!isIn) return;
			isIn = false;
			const count = (this.#here.get(name) ?? 1) - 1;
			if (count > 0) this.#here.set(name, count);
			else this.#here.delete(name);
		} };
	}
	/** Tells the other nodes, and hears from those that are there. A node without connections has nothing to tell. */
	async tell() {
		try {
			if (this.#here.size > 0 || this.#hasTold) {
				await this.pool.query({
					...telling,
					values: [this.#node, Object.fromEntries(this.#here)]
				});
				this.#hasTold = this.#here.size > 0;
			}
			const { rows } = await this.pool.query({
				...hearing,
				values: [this.#node]
			});
			const elsewhere = /* @__PURE__ */ new Map();
			for (const { counts } of rows) for (const [name, count] of Object.entries(counts)) elsewhere.set(name, (elsewhere.get(name) ?? 0) + count);
			this.#elsewhere = elsewhere;
		} catch (error) {
			this.#elsewhere = /* @__PURE__ */ new Map();
			this.onFault(error);
		}
	}
};
var telling = {
	name: "census-tell",
	query_timeout: tellMs,
	text: `insert into open_connections (node, counts, at) values ($1, $2, now())
    on conflict (node) do update set counts = excluded.counts, at = excluded.at`
};
/** A node that was killed said nothing at its end; it is forgotten after a while. */
var hearing = {
	name: "census-hear",
	query_timeout: tellMs,
	text: `with gone as (delete from open_connections where at < now() - interval '1 minute')
    select counts from open_connections where node <> $1 and at > now() - interval '20 seconds'`
};
// src/http/throttle/pg-bucket-store.ts
/** No rule of ours takes longer to fill a bucket again. */
var keptFor$2 = "1 hour";
/** A settlement that the database does not answer in time is done without; the next one follows within a second. */
var patienceMs$3 = 2e3;
/**
* Buckets as rows of an unlogged table: written without the write-ahead log, empty after a crash of the database, which
* then is generous once. Rows are locked in the order of their names, so settlements of several nodes never deadlock.
*/
var PgBucketStore = class {
	constructor(pool) {
		this.pool = pool;
	}
	async settle({ capacity, perSecond }, spendings) {
		const { rows } = await this.pool.query({
			...settlement,
			values: [
				capacity,
				perSecond,
				spendings.map(({ name }) => name),
				spendings.map(({ points }) => points)
			]
		});
		return new Map(rows.map(({ name, level }) => [name, level]));
	}
	async sweep() {
		await this.pool.query(`delete from throttle_bucket where at < clock_timestamp() - interval '${keptFor$2}'`);
	}
};
/** `excluded.level` is a full bucket less what was spent, so `excluded.level - capacity` is what to add. */
var settlement = {
	name: "throttle-settle",
	query_timeout: patienceMs$3,
	text: `
    insert into throttle_bucket as b (name, level, at)
    select name, $1::float8 - points, clock_timestamp()
    from unnest($3::text[], $4::float8[]) as spent (name, points) order by name
    on conflict (name) do update set
      at = greatest(b.at, excluded.at),
      level = least($1::float8, least($1::float8, b.level
        + $2::float8 * greatest(0, extract(epoch from excluded.at - b.at)::float8)) + excluded.level - $1::float8)
    returning name, level`
};
// src/http/throttle/bucket.ts
/**
* A shared bucket as one node knows it: what the store last said, what has flowed back since, and what was spent here
* meanwhile. Other nodes' spending is unknown until the next settlement, so it may believe there is more than there is.
*/
var Bucket = class {
	#level;
	#at;
	#unsettled = 0;
	constructor(name, rule, now) {
		this.name = name;
		this.rule = rule;
		this.#level = rule.capacity;
		this.#at = now;
	}
	/** Below zero when more was spent than there was. */
	level(now) {
		const back = this.rule.perSecond * Math.max(0, now - this.#at) / 1e3;
		return Math.min(this.rule.capacity, this.#level + back);
	}
	/** What the store does not know yet. */
	get unsettled() {
		return this.#unsettled;
	}
	/** Full and settled: forgetting it changes nothing. */
	isIdle(now) {
		return this.#unsettled === 0 && this.level(now) >= this.rule.capacity;
	}
	/** A negative number of points gives back. */
	spend(points, now) {
		this.#level = Math.min(this.rule.capacity, this.level(now) - points);
		this.#at = now;
		this.#unsettled += points;
	}
	/** What is to be settled; from now on the store knows it. */
	handOver() {
		const points = this.#unsettled;
		this.#unsettled = 0;
		return points;
	}
	/** What the store says is left. What was spent here while it answered is not in it. */
	told(level, now) {
		this.#level = Math.min(this.rule.capacity, level - this.#unsettled);
		this.#at = now;
	}
};
// src/http/throttle/throttle.ts
var settleMs = 1e3;
var sweepMs$1 = 6e4;
var mostBuckets = 2e4;
/** A request waits no longer for the shared bucket: then the node goes on with what it knows itself. */
var patienceMs$2 = 500;
/**
* Leaky buckets that all nodes share. A node spends half a second's worth of a bucket on its own account and settles it
* with the store behind the answers; only who spends faster waits for the store. So reads pay no round trip, and nodes
* together admit little more than one bucket holds. While the store is away each node counts for itself.
*/
var Throttle = class {
	#buckets = /* @__PURE__ */ new Map();
	#dirty = /* @__PURE__ */ new Set();
	#clock;
	/** What may be spent before the store knows of it. */
	#slice;
	#running;
	#next;
	#timers = [];
	constructor(options) {
		this.options = options;
		this.#clock = options.clock ?? (() => performance.now());
		this.#slice = options.rule.perSecond / 2;
	}
	start() {
		this.#timers = [setInterval(() => void this.#settleSoon(), settleMs).unref(), setInterval(() => void this.#sweep(), sweepMs$1).unref()];
	}
	async stop() {
		for (const timer of this.#timers) clearInterval(timer);
		await this.#settleSoon();
	}
	/** Takes points out of a bucket. False when it does not hold as many: then nothing is taken. */
	async take(name, points) {
		const bucket = this.#bucket(name);
		const now = this.#clock();
		if (bucket.level(now) < points) return false;
		const isWithinSlice = bucket.unsettled + points <= this.#slice;
		this.#spend(bucket, points);
		if (isWithinSlice) return true;
		await this.#settled();
		if (bucket.level(this.#clock()) >= 0) return true;
		this.#spend(bucket, -points);
		return false;
	}
	/** Corrects what was taken: a negative number gives back. It is known too late to be refused. */
	correct(name, points) {
		if (points !== 0) this.#spend(this.#bucket(name), points);
	}
	/** Whether a bucket holds so much, as far as this node knows. */
	holds(name, points) {
		const bucket = this.#buckets.get(name);
		return bucket === void 0 || bucket.level(this.#clock()) >= points;
	}
	standing(name) {
		const { capacity, perSecond } = this.options.rule;
		const level = this.#buckets.get(name)?.level(this.#clock()) ?? capacity;
		return {
			maximumAvailable: capacity,
			currentlyAvailable: Math.max(0, Math.floor(level)),
			restoreRate: perSecond
		};
	}
	/** Whole seconds until a bucket will hold so many points again; at least one. */
	secondsUntil(name, points) {
		const level = this.#buckets.get(name)?.level(this.#clock()) ?? this.options.rule.capacity;
		return Math.max(1, Math.ceil((points - level) / this.options.rule.perSecond));
	}
	#bucket(name) {
		const known = this.#buckets.get(name);
		if (known) return known;
		const made = new Bucket(name, this.options.rule, this.#clock());
		this.#buckets.set(name, made);
		for (const [oldest, bucket] of this.#buckets) {
			if (this.#buckets.size <= mostBuckets) break;
			if (!this.#dirty.has(bucket)) this.#buckets.delete(oldest);
		}
		return made;
	}
	#spend(bucket, points) {
		bucket.spend(points, this.#clock());
		this.#dirty.add(bucket);
	}
	/** Resolves once everything spent up to now is known to the store, or the store let us wait too long. */
	async #settled() {
		let timer;
		const patience = new Promise((resolve) => {
			timer = setTimeout(resolve, patienceMs$2);
		});
		await Promise.race([this.#settleSoon(), patience]);
		clearTimeout(timer);
	}
	/** One settlement at a time; whoever asks meanwhile shares the next one. */
	#settleSoon() {
		return this.#next ??= (async () => {
			await this.#running;
			this.#running = this.#next;
			this.#next = void 0;
			await this.#settle();
		})();
	}
	async #settle() {
		const buckets = [...this.#dirty];
		if (buckets.length === 0) return;
		this.#dirty.clear();
		try {
			const spendings = buckets.map((bucket) => ({
				name: bucket.name,
				points: bucket.handOver()
			}));
			const levels = await this.options.store.settle(this.options.rule, spendings);
			const now = this.#clock();
			for (const bucket of buckets) {
				const level = levels.get(bucket.name);
				if (level !== void 0) bucket.told(level, now);
			}
		} catch (error) {
			this.options.onFault(error);
		}
	}
	async #sweep() {
		const now = this.#clock();
		for (const [name, bucket] of this.#buckets) if (bucket.isIdle(now)) this.#buckets.delete(name);
		await this.options.store.sweep().catch(this.options.onFault);
	}
};
// src/jobs/hand-overs.ts
var lookEveryMs = 5e3;
/**
* Looks for open work of somebody who left: a hand-over that its node did not live to finish, or something of theirs that
* was opened again since. Whoever takes over gets it, in the name of the administrator who said so. Any number of nodes
* may look at once.
*/
var HandOvers = class {
	#timer;
	#running;
	constructor(sql, writes, onFault) {
		this.sql = sql;
		this.writes = writes;
		this.onFault = onFault;
	}
	start() {
		this.#timer = setInterval(() => this.#running ??= this.#runQuietly(), lookEveryMs);
	}
	async stop() {
		clearInterval(this.#timer);
		await this.#running;
	}
	async run() {
		const leavers = await this.sql.rows(`select u.id, u.deactivated_by_id as "deactivatedById" from app_user u
       where u.successor_id is not null and not u.is_active and u.deactivated_by_id is not null
         and exists (select from opportunity o where o.owner_id = u.id and o.status = 'OPEN')`);
		for (const { id, deactivatedById } of leavers) await handOver(this.writes, inTheNameOf(deactivatedById), id);
	}
	async #runQuietly() {
		try {
			await this.run();
		} catch (error) {
			this.onFault(error);
		} finally {
			this.#running = void 0;
		}
	}
};
function inTheNameOf(userId) {
	return {
		actor: {
			userId,
			role: "ADMINISTRATOR",
			visibility: "ALL",
			seesAmounts: true,
			teamIds: [],
			ledTeamIds: [],
			mainTeamId: null,
			scopes: null
		},
		road: "UI",
		actorKey: userId,
		via: viaServer
	};
}
// src/live/ring.ts
var mostEvents = 1e3;
/** Cards with long descriptions count by their length, so that a ring stays small whatever people write. */
var mostCharacters = 8e6;
/** A board's latest events, without a hole, from `base + 1` to `head`. */
var Ring = class {
	#events = [];
	#characters = 0;
	constructor(head) {
		this.head = head;
	}
	/** Everything after this seq is here. */
	get base() {
		return this.head - this.#events.length;
	}
	/** False, and nothing is taken, when the events do not join on. */
	push(events) {
		if (events.some((event, at) => event.seq !== this.head + 1 + at)) return false;
		for (const event of events) {
			this.#events.push(event);
			this.#characters += sizeOf(event);
		}
		this.head += events.length;
		while (this.#events.length > mostEvents || this.#characters > mostCharacters && this.#events.length > 1) {
			const oldest = this.#events.shift();
			if (oldest) this.#characters -= sizeOf(oldest);
		}
		return true;
	}
	/** Up to `limit` events right after a seq; undefined when the ring no longer reaches back so far. */
	after(seq, limit) {
		if (seq < this.base) return void 0;
		return this.#events.slice(seq - this.base, seq - this.base + limit);
	}
};
var sizeOf = (event) => 1e3 + (event.opportunity?.description?.length ?? 0) + 100 * (event.ranks.length + event.opportunityIds.length);
// src/live/feed.ts
var pollMs$1 = 1e3;
var readLimit = 500;
var cutOffMs = 5e3;
/** A database that starts again is back before that; a node that was cut off from it is not. */
var lostMs = 15e3;
var patienceMs$1 = 1e4;
/**
* The feeds of the boards that somebody follows on this node. A wake-up makes it look at one board, and every second it
* looks at all counters, on another connection than the wake-ups come by: docs/protocol.md, D1.
*/
var Feed = class {
	#boards = /* @__PURE__ */ new Map();
	#epoch = "";
	#clockAhead = 0;
	/** By the clock that nobody sets. */
	#polledAt = 0;
	#timer;
	#stopListening = () => {};
	constructor(store, cursors, wake, onFault, onGap = () => {}) {
		this.store = store;
		this.cursors = cursors;
		this.wake = wake;
		this.onFault = onFault;
		this.onGap = onGap;
	}
	async start() {
		await this.#poll();
		this.#stopListening = this.wake.subscribe((topic) => {
			for (const board of this.#boards.values()) if (topic === "all" || topic === `board:${board.pipelineId}`) board.look();
		});
		this.#timer = setTimeout(() => void this.#pollOn(), pollMs$1);
	}
	stop() {
		clearTimeout(this.#timer);
		this.#timer = void 0;
		this.#stopListening();
	}
	/** This life of the database. */
	get epoch() {
		return this.#epoch;
	}
	/** The database's time, in milliseconds: nodes' clocks may differ from it and from each other. */
	now() {
		return Date.now() + this.#clockAhead;
	}
	/** The counters could not be read for a while: this node doesn't know what is new. */
	get isCutOff() {
		return performance.now() - this.#polledAt > cutOffMs;
	}
	/** For so long that whoever is connected here should try another node. */
	get isLost() {
		return performance.now() - this.#polledAt > lostMs;
	}
	cursorFor(reader, pipelineId, seq) {
		return this.cursors.of(reader, {
			epoch: this.#epoch,
			pipelineId,
			seq
		});
	}
	readerHalf(reader) {
		return this.cursors.readerHalf(reader);
	}
	/** What a cursor says besides whose it is; shared messages leave room for the reader's half. */
	positionHalf(pipelineId, seq) {
		return this.cursors.positionHalf({
			epoch: this.#epoch,
			pipelineId,
			seq
		});
	}
	resume(cursor, reader, pipelineId, state, furthest) {
		return this.cursors.resume(cursor, reader, pipelineId, state, furthest);
	}
	/** Fresh from the database: a cursor may come from a node that is ahead of this one. */
	async stateOf(pipelineId) {
		const state = await this.store.stateOf(pipelineId);
		if (state && state.epoch !== this.#epoch) this.#beginEpoch(state.epoch);
		return state;
	}
	/** Begins to follow a board, from its head. */
	follow(state, pipelineId, follower) {
		const board = this.#boards.get(pipelineId) ?? this.#open(pipelineId, state.head);
		board.followers.add(follower);
		return board;
	}
	leave(board, follower) {
		board.followers.delete(follower);
		if (board.followers.size === 0 && this.#boards.get(board.pipelineId) === board) this.#boards.delete(board.pipelineId);
	}
	#open(pipelineId, head) {
		const board = new BoardFeed(pipelineId, head, this.store, {
			onFault: this.onFault,
			onHole: () => {
				this.onGap();
				this.#breakOff(board, "RETENTION");
			}
		});
		this.#boards.set(pipelineId, board);
		return board;
	}
	#breakOff(board, reason) {
		if (this.#boards.get(board.pipelineId) === board) this.#boards.delete(board.pipelineId);
		for (const follower of board.followers) follower.broken(reason);
	}
	async #pollOn() {
		await this.#poll().catch(this.onFault);
		if (this.#timer !== void 0) this.#timer = setTimeout(() => void this.#pollOn(), pollMs$1);
	}
	async #poll() {
		const known = [...this.#boards.values()].map((board) => [board, board.head]);
		const { epoch, now, boards } = await this.store.heads();
		this.#polledAt = performance.now();
		this.#clockAhead = now - Date.now();
		if (epoch !== this.#epoch) return this.#beginEpoch(epoch);
		for (const [board, head] of known) {
			const counter = boards.get(board.pipelineId)?.head ?? 0;
			if (counter > board.head) board.look();
			if (counter < head) this.#breakOff(board, "EPOCH");
		}
	}
	#beginEpoch(epoch) {
		const isFirst = this.#epoch === "";
		this.#epoch = epoch;
		if (isFirst) return;
		for (const board of this.#boards.values()) this.#breakOff(board, "EPOCH");
	}
};
/** One followed board: its head, and its last events in memory. However many follow it, it is read once a wake-up. */
var BoardFeed = class {
	#ring;
	#isAsked;
	#isReading;
	constructor(pipelineId, head, store, on) {
		this.pipelineId = pipelineId;
		this.store = store;
		this.on = on;
		this.followers = /* @__PURE__ */ new Set();
		this.#isAsked = false;
		this.#isReading = false;
		this.#ring = new Ring(head);
	}
	get head() {
		return this.#ring.head;
	}
	/** Reads what is new; asked while reading, it reads once more. A failure waits for the next safety poll. */
	look() {
		this.#isAsked = true;
		if (!this.#isReading) this.#read();
	}
	/** Events right after a seq, from memory or the table; `gone` when the next one is no longer kept. */
	async page(after, limit) {
		const kept = this.#ring.after(after, limit);
		if (kept !== void 0) return kept;
		const events = await within(patienceMs$1, "Reading a feed", this.store.events(this.pipelineId, after, limit));
		return events[0]?.seq === after + 1 ? events : "gone";
	}
	async #read() {
		this.#isReading = true;
		try {
			while (this.#isAsked) {
				this.#isAsked = false;
				const reading = this.store.events(this.pipelineId, this.head, readLimit);
				const events = await within(patienceMs$1, "Reading a feed", reading);
				if (events.length === readLimit) this.#isAsked = true;
				if (!this.#ring.push(events)) return this.on.onHole();
				if (events.length > 0) for (const follower of this.followers) follower.news();
			}
		} catch (error) {
			this.on.onFault(error);
		} finally {
			this.#isReading = false;
		}
	}
};
// src/live/feed.store.ts
/** Every statement that reads the feed. */
var FeedStore = class {
	constructor(pool) {
		this.pool = pool;
	}
	async heads() {
		const { rows } = await this.pool.query(headsQuery);
		const [row] = rows;
		if (row === void 0) throw new Error("The feed has no epoch.");
		const boards = new Map(row.boards.map(([id, head, minSeq]) => [id, {
			head,
			minSeq
		}]));
		return {
			epoch: row.epoch,
			now: row.now.getTime(),
			boards
		};
	}
	/** Undefined: there is no such board. */
	async stateOf(pipelineId) {
		const { rows } = await this.pool.query({
			name: "feed-state",
			text: `select epoch, coalesce(f.seq, 0) as head, coalesce(f.min_seq, 1) as min_seq
        from feed_meta cross join pipeline p left join board_feed f on f.pipeline_id = p.id
        where p.id = $1`,
			values: [pipelineId]
		});
		return rows[0] && {
			epoch: rows[0].epoch,
			head: Number(rows[0].head),
			minSeq: Number(rows[0].min_seq)
		};
	}
	/** Events right after a seq, in order. */
	async events(pipelineId, after, limit) {
		const { rows } = await this.pool.query({
			name: "feed-events",
			text: `select seq, at, actor_id, client_mutation_id, type, opportunity_id, acl_before, acl_after, deltas, payload
        from board_event where pipeline_id = $1 and seq > $2 order by seq limit $3`,
			values: [
				pipelineId,
				after,
				limit
			]
		});
		return rows.map(eventOf);
	}
	/**
	* A reader's totals right after a seq: what is kept now, less what later events added. Counter, totals and events are
	* read by one statement, so they are of one moment whatever commits meanwhile.
	*/
	async totalsAt(pipelineId, scope, seq) {
		const params = paramsFrom(pipelineId, seq);
		const visible = visibleTo(scope, "t", params);
		const { rows } = await this.pool.query(`select
        ${keptCells("$1", visible)} as cells,
        (select coalesce(json_agg(delta), '[]') from (
          select d."stageId", d."teamId", d."ownerId", d.currency, sum(d.n)::integer as n,
            trim_scale(sum(d.amount))::text as amount, trim_scale(sum(d.weighted))::text as weighted
          from board_event e, jsonb_to_recordset(e.deltas)
            as d("stageId" text, "teamId" text, "ownerId" text, currency text, n integer, amount numeric, weighted numeric)
          where e.pipeline_id = $1 and e.seq > $2
          group by d."stageId", d."teamId", d."ownerId", d.currency
        ) delta) as later`, [...params.values]);
		const { cells = [], later = [] } = rows[0] ?? {};
		return withDeltas(totalsOf(cells), later, scope, -1);
	}
};
/** With a time limit: on a connection that died in silence the poll would wait for ever, and with it all delivery. */
var headsQuery = {
	name: "feed-heads",
	text: `select epoch, clock_timestamp() as now, (
      select coalesce(json_agg(json_build_array(pipeline_id, seq, min_seq)), '[]') from board_feed
    ) as boards
    from feed_meta`,
	query_timeout: 3e3
};
var eventOf = (row) => ({
	seq: Number(row.seq),
	at: row.at.toISOString(),
	actorId: row.actor_id,
	clientMutationId: row.client_mutation_id,
	type: row.type,
	opportunityId: row.opportunity_id,
	before: row.acl_before,
	after: row.acl_after,
	opportunity: row.payload.opportunity ?? null,
	fromStageId: row.payload.fromStageId ?? null,
	toStageId: row.payload.toStageId ?? null,
	deltas: row.deltas,
	ranks: row.payload.ranks ?? [],
	opportunityIds: row.payload.opportunityIds ?? [],
	touchedStageIds: row.payload.touchedStageIds
});
// src/live/frame.ts
/**
* Stands in a message for the reader's half of a cursor until it is known for whom the frame is. Nobody outside this
* process can guess it, so no title or note can hold it.
*/
var readerMark = `@${randomBytes(18).toString("base64url")}@`;
/** One message, executed and encoded once, as it goes to each of its readers. */
var Frame = class {
	#pieces;
	#made = /* @__PURE__ */ new Map();
	/** `payload` is the JSON text of an execution result; `isFaulty`: it holds errors. */
	constructor(payload, isFaulty = false) {
		this.isFaulty = isFaulty;
		this.#pieces = payload.split(readerMark).map((piece) => Buffer.from(piece));
		this.bytes = this.#pieces.reduce((sum, piece) => sum + piece.length, 0);
	}
	/** The WebSocket message for an operation; subscribers with the same operation id and reader share the bytes. */
	for(operationId, readerHalf) {
		const key = this.#pieces.length === 1 ? operationId : `${readerHalf} ${operationId}`;
		const made = this.#made.get(key) ?? this.#make(operationId, readerHalf);
		this.#made.set(key, made);
		return made;
	}
	/** Lets go of what was made for readers; the message itself stays. */
	forget() {
		this.#made.clear();
	}
	#make(operationId, readerHalf) {
		const reader = Buffer.from(readerHalf);
		const parts = this.#pieces.flatMap((piece, at) => at === 0 ? [piece] : [reader, piece]);
		return Buffer.concat([
			Buffer.from(`{"id":${JSON.stringify(operationId)},"type":"next","payload":`),
			...parts,
			end
		]);
	}
};
var end = Buffer.from("}");
// src/live/subscriber.ts
/** Above this a socket is not written to; it has to drain first. */
var fullBytes = 65536;
var isFollowing = ({ state }) => state === "following";
var isEnded = ({ state, socket }) => state === "ended" || socket.readyState !== socket.OPEN;
var isCatchingUp = (subscriber) => subscriber.state === "catching-up" && !isEnded(subscriber);
var isFull = ({ socket }) => socket.bufferedAmount >= fullBytes;
function write({ socket, operationId, readerHalf }, frame) {
	socket.send(frame.for(operationId, readerHalf), asText);
}
/** Resolves once the system has taken the frame: then there is room for another. */
function writeAndDrain(subscriber, frame, head) {
	const { socket, operationId, readerHalf } = subscriber;
	return drained(subscriber, head, (done) => socket.send(frame.for(operationId, readerHalf), asText, done));
}
/** Resolves once everything written before has gone: a ping goes out behind it. */
function drain(subscriber, head) {
	return drained(subscriber, head, (done) => subscriber.socket.ping("", false, done));
}
async function drained(subscriber, head, send) {
	subscriber.sending = {
		since: Date.now(),
		head
	};
	await new Promise((done) => send(() => done()));
	subscriber.sending = null;
}
var asText = { binary: false };
// src/live/room.ts
var pageEvents = 100;
/** A subscriber further behind begins anew. */
var furthestBehind = 1e4;
/** What a class can't see is told as an empty stretch, but seldom: many hidden changes share one. */
var flushMs = 500;
var retryMs$1 = 500;
var patienceMs = 1e4;
/** A page that came out larger makes the next ones smaller. */
var pageBytes = 262144;
/** One board on this node with everybody who follows it. */
var Room = class {
	#board;
	#mostEvents;
	/** For all classes, until the head moves on: then names may have changed. */
	#shared;
	constructor(pipelineId, state, parts) {
		this.pipelineId = pipelineId;
		this.parts = parts;
		this.views = /* @__PURE__ */ new Map();
		this.pullers = /* @__PURE__ */ new Set();
		this.isBroken = false;
		this.#mostEvents = pageEvents;
		this.#board = parts.feed.follow(state, pipelineId, this);
	}
	get head() {
		return this.#board.head;
	}
	get isEmpty() {
		return this.views.size === 0 && this.pullers.size === 0;
	}
	close() {
		this.parts.feed.leave(this.#board, this);
	}
	/** The head as somebody else has read it. */
	notice(head) {
		if (head > this.head) this.#board.look();
	}
	news() {
		for (const view of this.views.values()) this.#advance(view);
		for (const puller of this.pullers) puller.news();
	}
	broken(reason) {
		this.isBroken = true;
		for (const view of this.views.values()) for (const subscriber of view.subscribers) this.resync(subscriber, reason);
		for (const puller of this.pullers) puller.broken(reason);
	}
	/** Tells everybody who is up to date that they are. */
	heartbeat() {
		for (const view of this.views.values()) {
			view.isHeartbeatDue = true;
			this.#advance(view);
		}
	}
	/** Begins a subscription: with a snapshot, or with what came after `after`. */
	async begin(subscriber, after) {
		if (after === void 0 && !await this.#sendSnapshot(subscriber)) return;
		await this.#catchUp(subscriber);
		if (after === void 0 || subscriber.seq > after) return;
		const frame = await this.#render(subscriber.view, this.heartbeatAt(after));
		if (isFollowing(subscriber) && subscriber.seq === after) write(subscriber, frame);
	}
	/** Ends a subscription with the reason why it can't go on. */
	async resync(subscriber, reason) {
		if (isEnded(subscriber)) return;
		subscriber.state = "ended";
		this.parts.metrics.resyncs.inc({ reason });
		try {
			write(subscriber, await this.#render(subscriber.view, {
				kind: "resync",
				reason
			}));
		} finally {
			subscriber.end();
		}
	}
	/** What a reader of this board sees right after a seq; `gone` when that is no longer kept. */
	async page(view, after, upTo) {
		const stretch = await this.#board.page(after, Math.min(upTo - after, this.#mostEvents));
		if (stretch === "gone") return stretch;
		return within(patienceMs, "Reading totals", this.parts.totals.cut(this.pipelineId, view.scope, after, stretch));
	}
	message(after, toSeq, events, readerHalf = readerMark) {
		return {
			kind: "events",
			fromSeq: after + 1,
			toSeq,
			events,
			cursor: `${readerHalf}.${this.#positionHalf(toSeq)}`
		};
	}
	/** Moves a class on to the head: its followers get each message at once, in order. */
	async #advance(view) {
		if (view.isAdvancing) return;
		view.isAdvancing = true;
		try {
			while (view.subscribers.size > 0 && await this.#step(view));
		} catch (error) {
			this.parts.onFault(error);
			view.retryTimer ??= setTimeout(() => this.#retry(view), retryMs$1);
		} finally {
			view.isAdvancing = false;
		}
	}
	/** True while there may be more to do. */
	async #step(view) {
		const { head } = this;
		if (!view.hasFollowers) {
			view.sent = view.seen = head;
			return false;
		}
		if (view.seen < head) {
			const page = await this.page(view, view.seen, head);
			if (page === "gone") {
				await Promise.all([...view.subscribers].map((subscriber) => this.resync(subscriber, "RETENTION")));
				return false;
			}
			if (page.events.length > 0) await this.#tell(view, page.toSeq, page.events);
			else view.flushTimer ??= setTimeout(() => this.#flush(view), flushMs);
			view.seen = page.toSeq;
			return true;
		}
		if (view.seen > view.sent && (view.isFlushDue || view.isHeartbeatDue)) {
			await this.#tell(view, view.seen, []);
			return true;
		}
		if (!view.isHeartbeatDue) return false;
		view.isHeartbeatDue = false;
		await this.#beat(view);
		return true;
	}
	#retry(view) {
		view.retryTimer = void 0;
		this.#advance(view);
	}
	#flush(view) {
		view.flushTimer = void 0;
		view.isFlushDue = true;
		this.#advance(view);
	}
	/** Sends `sent + 1..toSeq` to all followers. Nothing has changed when it fails: then it is done again. */
	async #tell(view, toSeq, events) {
		const after = view.sent;
		const frame = await this.#render(view, this.message(after, toSeq, events));
		this.#sizeUp(frame, events.length);
		view.sent = toSeq;
		view.isFlushDue = false;
		view.keep(after + 1, toSeq, frame);
		for (const subscriber of view.subscribers) {
			if (!isFollowing(subscriber) || subscriber.seq >= toSeq) continue;
			if (subscriber.seq === after && !isFull(subscriber)) {
				write(subscriber, frame);
				subscriber.seq = toSeq;
				if (frame.isFaulty) subscriber.end();
			} else this.#catchUp(subscriber);
		}
		frame.forget();
		for (const { at } of events) this.parts.metrics.feedLag.observe(this.#secondsSince(at));
	}
	#secondsSince(at) {
		return Math.max(0, (this.parts.feed.now() - Date.parse(at)) / 1e3);
	}
	async #beat(view) {
		const { sent } = view;
		if (this.parts.feed.isCutOff) return;
		const frame = await this.#render(view, this.heartbeatAt(sent));
		for (const subscriber of view.subscribers) if (isFollowing(subscriber) && subscriber.seq === sent && !isFull(subscriber)) write(subscriber, frame);
	}
	/** Pulls pages, one after each drained send, until the subscriber has what its class was sent. */
	async #catchUp(subscriber) {
		const { view } = subscriber;
		if (isEnded(subscriber)) return;
		subscriber.state = "catching-up";
		while (isCatchingUp(subscriber)) try {
			if (isFull(subscriber)) await drain(subscriber, this.head);
			else if (this.head - subscriber.seq > 1e4) await this.resync(subscriber, "TOO_FAR_BEHIND");
			else if (subscriber.seq < view.sent) await this.#sendPage(subscriber);
			else subscriber.state = "following";
		} catch (error) {
			this.parts.onFault(error);
			await setTimeout$1(retryMs$1);
		}
		if (isFollowing(subscriber) && this.head > view.seen) this.#advance(view);
	}
	async #sendPage(subscriber) {
		const { view, seq } = subscriber;
		const page = view.kept(seq + 1) ?? await this.#pageAfter(view, seq);
		if (page === "gone") return this.resync(subscriber, "RETENTION");
		if (isEnded(subscriber)) return;
		subscriber.seq = page.toSeq;
		await writeAndDrain(subscriber, page.frame, this.head);
		if (page.frame.isFaulty) subscriber.end();
	}
	/** Ends at round numbers, so that subscribers who lag by different amounts soon pull the same pages. */
	async #pageAfter(view, seq) {
		const upTo = Math.min(view.sent, (Math.floor(seq / pageEvents) + 1) * pageEvents);
		const page = await this.page(view, seq, upTo);
		if (page === "gone") return page;
		const frame = await this.#render(view, this.message(seq, page.toSeq, page.events));
		this.#sizeUp(frame, page.events.length);
		view.keep(seq + 1, page.toSeq, frame);
		return {
			frame,
			toSeq: page.toSeq
		};
	}
	/** False when the subscription is over: ended meanwhile, or with an answer that holds errors. */
	async #sendSnapshot(subscriber) {
		const { view } = subscriber;
		const { frame, seq } = await (view.snapshot ??= this.#takeSnapshot(view).finally(() => view.snapshot = void 0));
		if (isEnded(subscriber)) return false;
		if (seq !== void 0) subscriber.seq = seq;
		await writeAndDrain(subscriber, frame, this.head);
		if (seq === void 0 || frame.isFaulty) subscriber.end();
		else this.notice(seq);
		return !isEnded(subscriber);
	}
	/** As soon as the board can be read, if somebody still waits for it. */
	async #takeSnapshot(view) {
		for (;;) {
			const message = {
				kind: "snapshot",
				pipelineId: this.pipelineId,
				readerHalf: readerMark,
				seq: void 0
			};
			try {
				return {
					frame: await within(patienceMs, "Making a snapshot", view.render(message, this.parts.rendering.loaders())),
					seq: message.seq
				};
			} catch (error) {
				this.parts.onFault(error);
				if (view.subscribers.size === 0) throw error;
				await setTimeout$1(retryMs$1);
			}
		}
	}
	async #render(view, message) {
		const { head } = this;
		if (this.#shared?.head !== head) this.#shared = {
			head,
			loaders: this.parts.rendering.loaders()
		};
		try {
			return await within(patienceMs, "Making a message", view.render(message, this.#shared.loaders));
		} catch (error) {
			this.#shared = void 0;
			throw error;
		}
	}
	heartbeatAt(seq, readerHalf = readerMark) {
		return {
			kind: "heartbeat",
			seq,
			serverTime: new Date(this.parts.feed.now()).toISOString(),
			cursor: `${readerHalf}.${this.#positionHalf(seq)}`
		};
	}
	#positionHalf(seq) {
		return this.parts.feed.positionHalf(this.pipelineId, seq);
	}
	#sizeUp(frame, events) {
		if (frame.bytes > pageBytes && events > 1) this.#mostEvents = Math.max(1, Math.floor(events * pageBytes / frame.bytes));
		else if (frame.bytes < pageBytes / 4) this.#mostEvents = Math.min(pageEvents, this.#mostEvents * 2);
	}
};
// src/live/pull-stream.ts
var heartbeatMs$1 = 15e3;
var retryMs = 500;
/**
* A board's messages for whoever asks for one after the other (SSE): the same pages, positions and reasons as on a
* WebSocket, at the reader's own pace. Each is executed for this reader alone.
*/
var PullStream = class {
	#snapshot;
	#seq;
	#resync;
	#isEnded = false;
	#isTold = false;
	#tell = () => {};
	constructor(options) {
		this.options = options;
		this.#seq = options.after;
	}
	news() {
		this.#isTold = true;
		this.#tell();
	}
	broken(reason) {
		this.#resync ??= reason;
		this.news();
	}
	async next() {
		const message = this.#isEnded ? void 0 : await this.#message();
		if (message === void 0) {
			await this.return();
			return {
				done: true,
				value: void 0
			};
		}
		if (message.kind === "resync") {
			this.options.onResync(message.reason);
			this.#end();
		}
		return {
			done: false,
			value: message
		};
	}
	async return() {
		this.#end();
		return {
			done: true,
			value: void 0
		};
	}
	[Symbol.asyncIterator]() {
		return this;
	}
	async #message() {
		const { room, readerHalf } = this.options;
		if (this.#seq === void 0 && this.#snapshot === void 0) {
			this.#snapshot = {
				kind: "snapshot",
				pipelineId: room.pipelineId,
				readerHalf,
				seq: void 0
			};
			return this.#snapshot;
		}
		const seq = this.#seq ??= this.#snapshot?.seq;
		if (seq === void 0) return void 0;
		const beat = performance.now() + heartbeatMs$1;
		while (!this.#isEnded) {
			if (this.#resync) return {
				kind: "resync",
				reason: this.#resync
			};
			if (room.head - seq > 1e4) return {
				kind: "resync",
				reason: "TOO_FAR_BEHIND"
			};
			const page = room.head > seq ? await this.#page(seq) : void 0;
			if (page === "gone") return {
				kind: "resync",
				reason: "RETENTION"
			};
			if (page) {
				this.#seq = page.toSeq;
				return room.message(seq, page.toSeq, page.events, readerHalf);
			}
			const left = beat - performance.now();
			if (left <= 0 && room.head === seq) return room.heartbeatAt(seq, readerHalf);
			await this.#news(room.head > seq ? retryMs : left);
		}
	}
	/** Undefined when it could not be read now. */
	async #page(seq) {
		const { room, scope, onFault } = this.options;
		try {
			return await room.page({ scope }, seq, room.head);
		} catch (error) {
			onFault(error);
			return;
		}
	}
	/** Resolves when told something, or after a while. */
	async #news(ms) {
		if (!this.#isTold) await new Promise((resolve) => {
			const timer = setTimeout(resolve, ms);
			this.#tell = () => {
				clearTimeout(timer);
				resolve();
			};
		});
		this.#isTold = false;
		this.#tell = () => {};
	}
	#end() {
		if (this.#isEnded) return;
		this.#isEnded = true;
		this.options.end();
		this.#tell();
	}
};
// src/live/selection.ts
var documents = 0;
var known = /* @__PURE__ */ new WeakMap();
function selectionOf({ schema, operation, fragments, variableValues, fieldName }) {
	const { number, document, variables } = known.get(operation) ?? know(operation, fragments, fieldName);
	return {
		key: `${number} ${JSON.stringify(variables.map((name) => variableValues[name] ?? null))}`,
		args: {
			schema,
			document,
			operationName: operation.name?.value,
			variableValues
		}
	};
}
function know(operation, fragments, root) {
	const document = {
		kind: Kind.DOCUMENT,
		definitions: [operation, ...Object.values(fragments)]
	};
	const made = {
		number: ++documents,
		document,
		variables: variablesBelow(document, root)
	};
	known.set(operation, made);
	return made;
}
/** Arguments of the subscription itself say where to begin, which is each subscriber's own; all others shape messages. */
function variablesBelow(document, root) {
	const names = /* @__PURE__ */ new Set();
	visit(document, {
		VariableDefinition: () => false,
		Field: (field) => field.name.value === root ? {
			...field,
			arguments: []
		} : void 0,
		Variable: (variable) => void names.add(variable.name.value)
	});
	return [...names].toSorted();
}
// src/live/silent-stream.ts
/**
* Looks to graphql like a stream of messages, but yields none: somebody else writes them. It is there to begin when it is
* first asked, and to end once, from either side. Not an async generator: that would keep a `return` waiting behind the
* `next` which never comes.
*/
var SilentStream = class {
	#ended = Promise.withResolvers();
	#state = "new";
	constructor(on) {
		this.on = on;
	}
	async next() {
		if (this.#state === "new") {
			this.#state = "begun";
			this.on.begin();
		}
		await this.#ended.promise;
		return {
			done: true,
			value: void 0
		};
	}
	async return() {
		this.end();
		return {
			done: true,
			value: void 0
		};
	}
	end() {
		if (this.#state === "ended") return;
		this.#state = "ended";
		this.on.end();
		this.#ended.resolve();
	}
	[Symbol.asyncIterator]() {
		return this;
	}
};
// src/live/view.ts
var keptBytes = 65536;
/** Codes of errors that go by themselves. To send a message with holes where it could not be read would be a lie. */
var passing = /* @__PURE__ */ new Set(["SERVICE_UNAVAILABLE", "TIMEOUT"]);
/**
* A class of subscribers of one board: whatever is told to one reads the same for all, but for the reader's half of a
* cursor. So each message is executed and encoded once for all of them.
*/
var View = class {
	#pages;
	#pageBytes;
	constructor(key, head, selection, context, rendering) {
		this.key = key;
		this.selection = selection;
		this.context = context;
		this.rendering = rendering;
		this.subscribers = /* @__PURE__ */ new Set();
		this.isAdvancing = false;
		this.isHeartbeatDue = false;
		this.isFlushDue = false;
		this.#pages = /* @__PURE__ */ new Map();
		this.#pageBytes = 0;
		this.sent = head;
		this.seen = head;
		this.scope = scopeOf(context.caller.actor);
	}
	static keyOf({ caller, locale }, selection) {
		return `${readerClass(caller, locale)} ${selection.key}`;
	}
	/** Fails when something could not be read now; other errors are in the frame, as in any answer. */
	async render(message, loaders) {
		const context = this.rendering.contextFor(this.context, loaders);
		const executed = execute({
			...this.selection.args,
			rootValue: message,
			contextValue: context
		});
		const result = this.rendering.finish(await executed, context);
		const codes = result.errors?.map(({ extensions }) => extensions["code"]) ?? [];
		if (codes.some((code) => passing.has(code))) throw new Error(`A message could not be made now: ${codes.join(", ")}`);
		return new Frame(JSON.stringify(result), codes.length > 0);
	}
	get hasFollowers() {
		for (const subscriber of this.subscribers) if (isFollowing(subscriber)) return true;
		return false;
	}
	/** Nobody is left. */
	close() {
		clearTimeout(this.flushTimer);
		clearTimeout(this.retryTimer);
	}
	/** Keeps what was sent for a while: whoever of the class lags a little gets the same bytes. */
	keep(fromSeq, toSeq, frame) {
		if (this.subscribers.size < 2) return;
		this.#pages.set(fromSeq, {
			frame,
			toSeq
		});
		this.#pageBytes += frame.bytes;
		for (const [oldest, page] of this.#pages) {
			if (this.#pageBytes <= keptBytes) break;
			this.#pages.delete(oldest);
			this.#pageBytes -= page.frame.bytes;
		}
	}
	kept(fromSeq) {
		return this.#pages.get(fromSeq);
	}
};
// src/live/hub.ts
var heartbeatMs = 15e3;
var stallCheckMs = 1e3;
var stalledMs = 3e4;
var stalledEvents = 1e3;
var fatBytes = 1048576;
var fatMs = 1e4;
/**
* Everybody on this node who follows a board. On a WebSocket the hub writes messages to the socket itself, made once for
* each class of readers; graphql-ws keeps the handshake, the completion and the clean-up. Other transports pull.
*/
var Hub = class {
	#rooms = /* @__PURE__ */ new Map();
	#subscribers = /* @__PURE__ */ new Set();
	#timers = [];
	#slowClosed = 0;
	constructor(parts) {
		this.parts = parts;
	}
	start() {
		this.#timers = [setInterval(() => this.#heartbeat(), heartbeatMs), setInterval(() => this.#closeStalled(), stallCheckMs)];
	}
	stop() {
		for (const timer of this.#timers) clearInterval(timer);
	}
	/** What graphql iterates over. On a WebSocket it yields nothing: the hub writes, and the iteration only ends. */
	async subscribe({ pipelineId, after, context, info }) {
		const state = isId("pipeline", pipelineId) ? await this.parts.feed.stateOf(pipelineId) : void 0;
		if (state === void 0) throw new ApiError("NOT_FOUND");
		const reader = readerOf(context.caller);
		const begin = after === null ? null : this.parts.feed.resume(after, reader, pipelineId, state, furthestBehind);
		if (begin?.kind === "refused") {
			this.parts.metrics.resyncs.inc({ reason: begin.reason });
			return resyncOnly(begin.reason);
		}
		const room = this.#roomOf(pipelineId, state);
		const { operation } = context;
		return operation === null ? this.#pull(room, context, begin?.seq) : this.#push(room, {
			context,
			info,
			operation
		}, begin?.seq);
	}
	measure() {
		const subscribers = [...this.#subscribers];
		const sockets = new Set(subscribers.map(({ socket }) => socket));
		return {
			boards: this.#rooms.size,
			classes: [...this.#rooms.values()].reduce((sum, { views }) => sum + views.size, 0),
			subscribers: subscribers.length,
			catchingUp: subscribers.filter(({ state }) => state === "catching-up").length,
			bufferedBytes: [...sockets].reduce((sum, { bufferedAmount }) => sum + bufferedAmount, 0),
			slowClosed: this.#slowClosed
		};
	}
	#roomOf(pipelineId, state) {
		const present = this.#rooms.get(pipelineId);
		const room = present && !present.isBroken ? present : new Room(pipelineId, state, this.parts);
		this.#rooms.set(pipelineId, room);
		room.notice(state.head);
		return room;
	}
	#push(room, { context, info, operation }, after) {
		const selection = selectionOf(info);
		const key = View.keyOf(context, selection);
		const view = room.views.get(key) ?? new View(key, room.head, selection, context, this.parts.rendering);
		room.views.set(key, view);
		const { caller } = context;
		const subscriber = {
			view,
			caller,
			socket: operation.socket,
			operationId: operation.id,
			readerHalf: this.parts.feed.readerHalf(readerOf(caller)),
			seq: after ?? 0,
			state: "catching-up",
			sending: null,
			end: () => stream.end()
		};
		view.subscribers.add(subscriber);
		this.#subscribers.add(subscriber);
		const unwatch = this.parts.rights.watch({
			caller,
			changed: () => this.#run(room.resync(subscriber, "ACL_CHANGED")),
			revoked: () => operation.socket.close(4401, "Unauthorized")
		});
		const stream = new SilentStream({
			begin: () => this.#run(room.begin(subscriber, after), subscriber),
			end: () => {
				subscriber.state = "ended";
				unwatch();
				this.#subscribers.delete(subscriber);
				view.subscribers.delete(subscriber);
				if (view.subscribers.size === 0) {
					view.close();
					if (room.views.get(key) === view) room.views.delete(key);
				}
				this.#leave(room);
			}
		});
		return stream;
	}
	#pull(room, { caller }, after) {
		const stream = new PullStream({
			room,
			scope: scopeOf(caller.actor),
			readerHalf: this.parts.feed.readerHalf(readerOf(caller)),
			after,
			onFault: this.parts.onFault,
			onResync: (reason) => this.parts.metrics.resyncs.inc({ reason }),
			end: () => {
				unwatch();
				room.pullers.delete(stream);
				this.#leave(room);
			}
		});
		room.pullers.add(stream);
		const unwatch = this.parts.rights.watch({
			caller,
			changed: () => stream.broken("ACL_CHANGED"),
			revoked: () => void stream.return()
		});
		return stream;
	}
	#leave(room) {
		if (!room.isEmpty) return;
		if (this.#rooms.get(room.pipelineId) === room) this.#rooms.delete(room.pipelineId);
		room.close();
	}
	#run(job, subscriber) {
		job.catch((error) => {
			this.parts.onFault(error);
			subscriber?.end();
		});
	}
	#heartbeat() {
		for (const room of this.#rooms.values()) room.heartbeat();
	}
	/** Whoever does not read costs their own subscription: the client comes back by its cursor. */
	#closeStalled() {
		const now = Date.now();
		for (const subscriber of this.#subscribers) {
			const { sending, socket, view } = subscriber;
			if (sending === null || isEnded(subscriber)) continue;
			if (!(now - sending.since > stalledMs || view.sent - sending.head > stalledEvents || now - sending.since > fatMs && socket.bufferedAmount > fatBytes)) continue;
			this.#slowClosed++;
			this.parts.metrics.slowConsumers.inc();
			socket.close(1013, "slow consumer, resume");
		}
	}
};
/** A cursor that can't be resumed is answered with the reason, and that is all. */
async function* resyncOnly(reason) {
	yield {
		kind: "resync",
		reason
	};
}
// src/live/kept-totals.ts
var mostPositions = 5e3;
/**
* Totals by scope at the positions where readers stand. They are read from the database once, with the counter in one
* statement, and from then on moved by each event's deltas (docs/protocol.md, V3). A position's totals never change, so
* they may be forgotten at any time and be read again.
*/
var KeptTotals = class {
	#at = /* @__PURE__ */ new Map();
	constructor(feed) {
		this.feed = feed;
	}
	/** Cuts a stretch of the feed, which begins right after a seq, to what a scope sees. */
	async cut(pipelineId, scope, after, stretch) {
		let totals = await this.#totalsAt(pipelineId, scope, after);
		const events = [];
		for (const change of stretch) {
			const cut = cutTo(scope, change, totals);
			totals = cut.totals;
			if (cut.event === null) continue;
			const clientMutationId = cut.event.opportunityId === change.opportunityId ? change.clientMutationId : null;
			events.push({
				...cut.event,
				pipelineId,
				at: change.at,
				actorId: change.actorId,
				clientMutationId
			});
		}
		const toSeq = stretch.at(-1)?.seq ?? after;
		this.#keep(this.#keyOf(pipelineId, scope, toSeq), Promise.resolve(totals));
		return {
			toSeq,
			events
		};
	}
	/** Totals that were read with a board. */
	know(pipelineId, scope, seq, totals) {
		this.#keep(this.#keyOf(pipelineId, scope, seq), Promise.resolve(totals));
	}
	#totalsAt(pipelineId, scope, seq) {
		const key = this.#keyOf(pipelineId, scope, seq);
		const kept = this.#at.get(key);
		if (kept) return kept;
		const read = this.feed.store.totalsAt(pipelineId, scope, seq);
		this.#keep(key, read);
		read.catch(() => this.#at.delete(key));
		return read;
	}
	#keep(key, totals) {
		this.#at.delete(key);
		this.#at.set(key, totals);
		for (const oldest of this.#at.keys()) {
			if (this.#at.size <= mostPositions) break;
			this.#at.delete(oldest);
		}
	}
	/** Another life of the database counts anew. */
	#keyOf(pipelineId, scope, seq) {
		return `${this.feed.epoch} ${pipelineId} ${scopeKey(scope)} ${seq}`;
	}
};
// src/live/presence-news.ts
/** Milliseconds that a date can be made of. */
var instant = z.number().min(0).max(864e13);
/** Somebody on a board, as one node tells the others. */
var presentShape = z.object({
	pipelineId: z.string(),
	userId: z.string(),
	doing: z.enum([
		"VIEWING",
		"DRAGGING",
		"EDITING"
	]),
	card: z.object({
		id: z.string(),
		ownerId: z.string().nullable(),
		teamId: z.string().nullable()
	}).nullable(),
	field: z.string().nullable(),
	since: instant,
	seenAt: instant
});
var newsShape = z.object({ presence: z.array(presentShape) });
/** As many texts as it takes to keep each below a length. */
function* presenceTexts(all, mostBytes) {
	let waiting = [];
	let bytes = 0;
	for (const one of all) {
		const size = Buffer.byteLength(JSON.stringify(one)) + 1;
		if (waiting.length > 0 && bytes + size > mostBytes - wrapping) {
			yield textOf(waiting);
			waiting = [];
			bytes = 0;
		}
		waiting.push(one);
		bytes += size;
	}
	if (waiting.length > 0) yield textOf(waiting);
}
/** Nothing of what is no news of presence: a node of another version may tell other things. */
function presenceIn(text) {
	try {
		return newsShape.safeParse(JSON.parse(text)).data?.presence ?? [];
	} catch {
		return [];
	}
}
var textOf = (presence) => JSON.stringify({ presence });
var wrapping = Buffer.byteLength(textOf([]));
// src/live/presence.ts
var silentMs = 1e4;
var throttleMs = 250;
/**
* Who is on which board: best effort, in memory, never stored (docs/protocol.md, "Presence"). Each node tells the others
* what its own people say, and whoever is silent for 10 s is gone; so are the people of a node that died.
*/
var Presence = class {
	#boards = /* @__PURE__ */ new Map();
	#watching = /* @__PURE__ */ new Map();
	#dirty = /* @__PURE__ */ new Set();
	/** What other nodes have yet to be told, by board and person. */
	#untold = /* @__PURE__ */ new Map();
	#timer;
	#stopListening = () => {};
	/** `now` in milliseconds, of the database's clock. */
	constructor(now, others) {
		this.now = now;
		this.others = others;
	}
	start() {
		this.#timer = setInterval(() => this.#tick(), throttleMs);
		this.#stopListening = this.others.overhear((text) => {
			for (const news of presenceIn(text)) this.#hear(news);
		});
	}
	stop() {
		clearInterval(this.#timer);
		this.#stopListening();
	}
	update(pipelineId, userId, { doing, card, field }) {
		const told = {
			doing,
			field,
			card: card && {
				id: card.id,
				ownerId: card.ownerId,
				teamId: card.teamId
			}
		};
		const present = this.#boards.get(pipelineId)?.get(userId);
		const now = this.now();
		const entry = {
			...told,
			since: present && isSame(present, told) ? present.since : now,
			seenAt: now
		};
		this.#set(pipelineId, userId, entry);
		this.#untold.set(`${pipelineId} ${userId}`, {
			pipelineId,
			userId,
			...entry
		});
	}
	/** Who is there, as a scope sees it: a card out of sight is left out, the person is named all the same. */
	of(pipelineId, scope) {
		return [...this.#boards.get(pipelineId) ?? []].map(([userId, { doing, card, field, since }]) => {
			const isHidden = card !== null && !isVisible(scope, card);
			return {
				userId,
				doing: isHidden ? "VIEWING" : doing,
				opportunityId: isHidden ? null : card?.id ?? null,
				field: isHidden ? null : field,
				since: new Date(since).toISOString()
			};
		});
	}
	/** Told when something changed on a board, at most four times a second. */
	watch(pipelineId, changed) {
		const watching = this.#watching.get(pipelineId) ?? /* @__PURE__ */ new Set();
		this.#watching.set(pipelineId, watching.add(changed));
		return () => {
			watching.delete(changed);
			if (watching.size === 0 && this.#watching.get(pipelineId) === watching) this.#watching.delete(pipelineId);
		};
	}
	#set(pipelineId, userId, entry) {
		const people = this.#boards.get(pipelineId) ?? /* @__PURE__ */ new Map();
		this.#boards.set(pipelineId, people);
		const present = people.get(userId);
		people.set(userId, entry);
		if (!present || !isSame(present, entry)) this.#dirty.add(pipelineId);
	}
	/** The latest word counts, wherever it was said: a person may be on a board in two windows, by two nodes. */
	#hear({ pipelineId, userId, ...entry }) {
		const now = this.now();
		const seenAt = Math.min(entry.seenAt, now);
		const present = this.#boards.get(pipelineId)?.get(userId);
		if (seenAt < now - silentMs || present && present.seenAt > seenAt) return;
		this.#set(pipelineId, userId, {
			...entry,
			seenAt
		});
	}
	#tick() {
		for (const text of presenceTexts([...this.#untold.values()], this.others.mostBytes)) this.others.tell(text);
		this.#untold.clear();
		const silentSince = this.now() - silentMs;
		for (const [pipelineId, people] of this.#boards) {
			for (const [userId, { seenAt }] of people) if (seenAt < silentSince) {
				people.delete(userId);
				this.#dirty.add(pipelineId);
			}
			if (people.size === 0) this.#boards.delete(pipelineId);
		}
		for (const pipelineId of this.#dirty) for (const changed of this.#watching.get(pipelineId) ?? []) changed();
		this.#dirty.clear();
	}
};
var isSame = (one, other) => one.doing === other.doing && one.card?.id === other.card?.id && one.field === other.field;
// src/live/recount.ts
var runEveryMs$1 = 864e5;
/**
* Totals are kept and never counted when they are read. Once a day they are counted all the same; a cell that is wrong,
* by a fault of ours or by rows that somebody changed past the API, is put right by an event, so that boards that are
* being watched become right too.
*/
var Recount = class {
	#timer;
	#running;
	constructor(pool, wake, onFault) {
		this.pool = pool;
		this.wake = wake;
		this.onFault = onFault;
	}
	start() {
		this.#timer = setInterval(() => this.#running ??= this.#runQuietly(), runEveryMs$1);
	}
	async stop() {
		clearInterval(this.#timer);
		await this.#running;
	}
	/** Gives how many cells were wrong, by board. */
	async run() {
		const { rows } = await this.pool.query(`select id from pipeline order by id`);
		const wrong = /* @__PURE__ */ new Map();
		for (const { id } of rows) {
			const corrected = (await differences(sqlOn(this.pool), id)).length === 0 ? 0 : await this.#correct(id);
			if (corrected > 0) wrong.set(id, corrected);
		}
		return wrong;
	}
	/** Holds the counter first: nothing else of the board commits until its totals are right. */
	async #correct(pipelineId) {
		const corrected = await transactionsOn(this.pool)(async (sql) => {
			await sql.rows(`select 1 from board_feed where pipeline_id = $1 for update`, [pipelineId]);
			const deltas = await differences(sql, pipelineId);
			if (deltas.length > 0) await writeTail(sql, [{
				actorId: null,
				events: [correction(pipelineId, deltas)],
				key: null,
				outcome: null
			}]);
			return deltas.length;
		});
		this.wake.publish(`board:${pipelineId}`);
		return corrected;
	}
	async #runQuietly() {
		try {
			for (const [pipelineId, cells] of await this.run()) this.onFault(/* @__PURE__ */ new Error(`${cells} kept totals of ${pipelineId} were wrong and have been corrected.`));
		} catch (error) {
			this.onFault(error);
		} finally {
			this.#running = void 0;
		}
	}
};
var correction = (pipelineId, deltas) => ({
	pipelineId,
	type: "COLUMNS_CHANGED",
	opportunityId: null,
	opportunityVersion: null,
	clientMutationId: null,
	before: null,
	after: null,
	deltas,
	payload: { touchedStageIds: [...new Set(deltas.map(({ stageId }) => stageId))] }
});
/** What has to be added to the kept cells of a board for them to be what its cards come to. */
var differences = (sql, pipelineId) => sql.rows(`select stage_id as "stageId", nullif(team_id, '') as "teamId", nullif(owner_id, '') as "ownerId", currency,
       sum(n)::integer as n, trim_scale(sum(amount)) as amount, trim_scale(sum(weighted)) as weighted
     from (
       select stage_id, coalesce(team_id, '') as team_id, coalesce(owner_id, '') as owner_id, currency,
         1 as n, coalesce(amount, 0) as amount, coalesce(amount * probability, 0) as weighted
       from opportunity where pipeline_id = $1 and deleted_at is null
       union all
       select stage_id, team_id, owner_id, currency, -n, -amount, -weighted from total_cell where pipeline_id = $1
     ) counted_less_kept
     group by stage_id, team_id, owner_id, currency
     having sum(n) <> 0 or sum(amount) <> 0 or sum(weighted) <> 0`, [pipelineId]);
// src/live/retention.ts
var runEveryMs = 6e5;
var batch = 5e3;
/** How long what is kept for a while is kept. */
var keptFor$1 = {
	events: "7 days",
	idempotencyKeys: "24 hours",
	ended: "1 day"
};
/**
* Forgets what has served its time. Of a board's events, `min_seq` goes up first and rows go afterwards, in batches: who
* reads meanwhile either finds their next event or learns that it is no longer kept (docs/protocol.md, F4). Any number of
* nodes may run it at once.
*/
var Retention = class {
	#timer;
	#running;
	constructor(pool, onFault) {
		this.pool = pool;
		this.onFault = onFault;
	}
	start() {
		this.#timer = setInterval(() => this.#running ??= this.#runQuietly(), runEveryMs);
	}
	async stop() {
		clearInterval(this.#timer);
		await this.#running;
	}
	async run() {
		await this.#raiseMinSeq();
		await this.#inBatches(`delete from board_event where ctid = any(array(
      select e.ctid from board_event e join board_feed f using (pipeline_id) where e.seq < f.min_seq limit ${batch}))`);
		await this.#inBatches(`delete from idempotency_key where ctid = any(array(
      select ctid from idempotency_key where created_at < now() - interval '${keptFor$1.idempotencyKeys}' limit ${batch}))`);
		for (const table of ["app_session", "app_verification"]) await this.#inBatches(`delete from ${table} where ctid = any(array(
        select ctid from ${table} where expires_at < now() - interval '${keptFor$1.ended}' limit ${batch}))`);
	}
	/** Board by board, each for an instant: whoever writes to a board waits for its counter. */
	async #raiseMinSeq() {
		const { rows } = await this.pool.query(`select f.pipeline_id, max(e.seq) + 1 as min_seq from board_feed f join board_event e using (pipeline_id)
       where e.seq >= f.min_seq and e.at < now() - interval '${keptFor$1.events}' group by f.pipeline_id`);
		for (const due of rows) await this.pool.query("update board_feed set min_seq = $2 where pipeline_id = $1 and min_seq < $2", [due.pipeline_id, due.min_seq]);
	}
	async #inBatches(statement) {
		for (;;) {
			const { rowCount } = await this.pool.query(statement);
			if ((rowCount ?? 0) < batch) return;
		}
	}
	async #runQuietly() {
		try {
			await this.run();
		} catch (error) {
			this.onFault(error);
		} finally {
			this.#running = void 0;
		}
	}
};
// src/live/rights-watch.ts
var pollMs = 1e3;
/**
* Asks every second whether those who hold something open may still do so: one statement for all of them. That is what
* bounds how long a change takes to arrive; a wake-up only makes it sooner.
*/
var RightsWatch = class {
	#watched = /* @__PURE__ */ new Set();
	#timer;
	#isRunning = false;
	#isAsked = false;
	constructor(pool, on) {
		this.pool = pool;
		this.on = on;
	}
	start() {
		this.#timer = setInterval(() => this.look(), pollMs);
	}
	stop() {
		clearInterval(this.#timer);
	}
	watch(watched) {
		this.#watched.add(watched);
		return () => this.#watched.delete(watched);
	}
	/** Looks now; asked while looking, it looks once more. */
	look() {
		this.#isAsked = true;
		if (!this.#isRunning) this.#run();
	}
	async #run() {
		this.#isRunning = true;
		try {
			while (this.#isAsked && this.#watched.size > 0) {
				this.#isAsked = false;
				await this.#compare([...this.#watched]);
			}
		} catch (error) {
			this.on.fault(error);
		} finally {
			this.#isRunning = false;
		}
	}
	async #compare(watched) {
		const standing = await this.#read(watched.map(({ caller }) => caller));
		const versions = new Map(standing.users);
		const sessions = new Set(standing.sessions);
		const keys = new Set(standing.keys);
		for (const one of watched) {
			const { actor, sessionId, keyId, keyGeneration, aclVersion } = one.caller;
			const version = versions.get(actor.userId);
			const isOver = sessionId !== null && !sessions.has(sessionId) || keyId !== null && !keys.has(`${keyId} ${keyGeneration}`);
			const isRevoked = version === void 0 || isOver;
			if (!isRevoked && version === aclVersion || !this.#watched.delete(one)) continue;
			this.on.found(actor.userId);
			if (isRevoked) one.revoked();
			else one.changed();
		}
	}
	async #read(callers) {
		const { rows } = await this.pool.query({
			...standingQuery,
			values: [
				[...new Set(callers.map(({ actor }) => actor.userId))],
				callers.flatMap(({ sessionId }) => sessionId ?? []),
				callers.flatMap(({ keyId }) => keyId ?? [])
			]
		});
		const [row] = rows;
		if (row === void 0) throw new Error("The question about rights got no answer.");
		return row;
	}
};
var standingQuery = {
	name: "rights-standing",
	text: `select
    (select coalesce(json_agg(json_build_array(id, acl_version)), '[]') from app_user where id = any($1) and is_active) as users,
    (select coalesce(json_agg(s.id), '[]') from app_session s join app_user u on u.id = s.user_id
      where s.id = any($2) and ${isSessionOpen("s", "u")}) as sessions,
    (select coalesce(json_agg(id || ' ' || g), '[]') from api_key cross join lateral (values (generation, expires_at),
        (generation - 1, previous_until)) s (g, until)
      where id = any($3) and revoked_at is null and expires_at > now() and until > now()) as keys`,
	query_timeout: 3e3
};
// src/mail/mail-sender.ts
var lookMs = 3e3;
var sweepMs = 6e5;
/** Seconds before the second attempt, the third, ...; the last one again and again until the mail expires. */
var waits = [
	5,
	30,
	120,
	600,
	1800
];
/**
* Hands the outbox to the mail server. Every node looks; each mail is taken by one of them. A node that dies between
* handing over and noting it makes a mail come twice, with the same Message-ID, never not at all.
*/
var MailSender = class {
	#timers = [];
	#transport;
	#working;
	#isStopped = false;
	constructor(options) {
		this.options = options;
	}
	start() {
		const { smtpUrl, store, onFault } = this.options;
		if (smtpUrl !== void 0) {
			this.#transport = createTransport({
				url: smtpUrl,
				connectionTimeout: 1e4,
				socketTimeout: 3e4
			});
			this.#timers = [setInterval(() => this.look(), lookMs).unref()];
		}
		this.#timers = [...this.#timers, setInterval(() => void store.sweep().catch(onFault), sweepMs).unref()];
	}
	async stop() {
		this.#isStopped = true;
		for (const timer of this.#timers) clearInterval(timer);
		await this.#working;
		this.#transport?.close();
	}
	/** Something was put into the outbox: no need to wait for the next look. */
	look() {
		const transport = this.#transport;
		if (transport === void 0 || this.#isStopped) return;
		this.#working ??= this.#sendAll(transport).catch(this.options.onFault).finally(() => this.#working = void 0);
	}
	async #sendAll(transport) {
		while (!this.#isStopped && await this.#sendOne(transport)) continue;
	}
	async #sendOne(transport) {
		const { store, from, onFault } = this.options;
		const mail = await store.take();
		if (mail === null) return false;
		const { id, recipient, subject, content, attempts } = mail;
		try {
			await transport.sendMail({
				from,
				to: recipient,
				subject,
				messageId: messageId(id, from),
				...content
			});
		} catch (error) {
			const wait = isFinal(error) ? null : waits[attempts - 1] ?? waits.at(-1) ?? null;
			await store.failed(id, sentenceOf(error), wait);
			onFault(error);
			return true;
		}
		await store.sent(id);
		return true;
	}
};
var messageId = (id, from) => `<${id}@${/@([^>\s]+)/.exec(from)?.[1] ?? "localhost"}>`;
/** The server knows this address not, or this mail is not to its liking: it will not change its mind. */
var isFinal = (error) => error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;
var sentenceOf = (error) => (error instanceof Error ? error.message : String(error)).slice(0, 500);
// src/mail/outbox.store.ts
/** Longer than handing over a mail may take: then its node is gone, and another one tries. */
var lease = "2 minutes";
var keptFor = "7 days";
/** The mails that wait. Any number of nodes may take from it; each mail is one node's for a while. */
var OutboxStore = class {
	constructor(pool) {
		this.pool = pool;
	}
	/** The next mail that is due, ours until the lease ends; null when none is. */
	async take() {
		const { rows } = await this.pool.query(`update outgoing_mail set attempts = attempts + 1, next_attempt_at = now() + interval '${lease}'
       where id = (select id from outgoing_mail
         where sent_at is null and given_up_at is null and next_attempt_at <= now() and expires_at > now()
         order by next_attempt_at limit 1 for update skip locked)
       returning id, recipient, subject, content, attempts`);
		return rows[0] ?? null;
	}
	async sent(id) {
		await this.pool.query("update outgoing_mail set sent_at = now(), content = null, last_error = null where id = $1", [id]);
	}
	/** To be tried again so many seconds later; null gives it up. */
	async failed(id, error, secondsToWait) {
		if (secondsToWait === null) await this.pool.query("update outgoing_mail set given_up_at = now(), content = null, last_error = $2 where id = $1", [id, error]);
		else await this.pool.query("update outgoing_mail set next_attempt_at = now() + make_interval(secs => $3), last_error = $2 where id = $1", [
			id,
			error,
			secondsToWait
		]);
	}
	/** Gives up what came too late, and forgets what went long ago. */
	async sweep() {
		await this.pool.query(`update outgoing_mail set given_up_at = now(), content = null
       where sent_at is null and given_up_at is null and expires_at <= now()`);
		await this.pool.query(`delete from outgoing_mail where created_at < now() - interval '${keptFor}'`);
	}
	/** What nobody has sent yet, the newest first. */
	async waiting() {
		const { rows } = await this.pool.query(`select id, recipient, subject, content ->> 'text' as text, created_at as "createdAt" from outgoing_mail
       where sent_at is null and given_up_at is null and expires_at > now() order by created_at desc, id desc limit 50`);
		return rows;
	}
};
// src/metrics.ts
/** What is looked up when somebody asks, and what each means. */
var gauges = {
	ws_connections: "Open WebSockets on this node.",
	ws_buffered_bytes: "Written to sockets of subscribers and not yet taken by the system.",
	board_subscribers: "Subscriptions of boards on this node.",
	board_subscribers_catching_up: "Of those, how many have not yet been sent everything.",
	longest_tx_seconds: "Age of the oldest open transaction in the database, ours or not.",
	wake_degraded: "1 while wake-ups of other nodes do not arrive and the safety poll alone carries delivery."
};
/** Numbers of one node for Prometheus. Labels come from fixed sets: never an id, a name, an address or a text of a caller. */
var Metrics = class {
	#registry;
	#own;
	constructor() {
		this.#registry = new Registry();
		this.#own = { registers: [this.#registry] };
		this.feedLag = new Histogram({
			...this.#own,
			name: "feed_lag_seconds",
			help: "From a change to the sockets of its board, once for each class of readers.",
			buckets: [
				.005,
				.01,
				.025,
				.05,
				.1,
				.15,
				.25,
				.5,
				1,
				1.5,
				2.5,
				5,
				10
			]
		});
		this.feedGaps = new Counter({
			...this.#own,
			name: "feed_gap_detected_total",
			help: "Events that a board was found to lack. Anything but 0 is a defect."
		});
		this.resyncs = new Counter({
			...this.#own,
			name: "resync_total",
			help: "Subscriptions that were told to begin anew.",
			labelNames: ["reason"]
		});
		this.slowConsumers = new Counter({
			...this.#own,
			name: "slow_consumer_closed_total",
			help: "Sockets closed because their client did not read."
		});
		this.txRetries = new Counter({
			...this.#own,
			name: "tx_retry_total",
			help: "Writes that lost against others and were run again."
		});
		this.deadlocks = new Counter({
			...this.#own,
			name: "deadlock_total",
			help: "Writes that PostgreSQL ended to resolve a deadlock."
		});
		this.operationCost = new Histogram({
			...this.#own,
			name: "op_cost",
			help: "Points of admitted GraphQL operations.",
			buckets: [
				1,
				10,
				50,
				100,
				500,
				1e3,
				2500,
				5e3,
				1e4
			]
		});
		this.authzDenied = new Counter({
			...this.#own,
			name: "authz_denied_total",
			help: "Requests and operations refused for want of rights.",
			labelNames: ["code"]
		});
		this.requestDuration = new Histogram({
			...this.#own,
			name: "http_request_duration_seconds",
			help: "From a request to the end of its answer.",
			labelNames: [
				"method",
				"route",
				"status"
			],
			buckets: [
				.005,
				.025,
				.1,
				.5,
				2.5,
				10
			]
		});
		this.operationDuration = new Histogram({
			...this.#own,
			name: "graphql_operation_duration_seconds",
			help: "Execution of queries and mutations, by the name of our own documents; all others are \"other\".",
			labelNames: ["document", "kind"],
			buckets: [
				.005,
				.025,
				.1,
				.5,
				2.5,
				10
			]
		});
		this.boardAnswers = new Counter({
			...this.#own,
			name: "board_answers_total",
			help: "Answers to board queries: \"kept\" ones were given again, \"made\" ones read and kept.",
			labelNames: ["way"]
		});
		collectDefaultMetrics({ register: this.#registry });
	}
	/** A write lost a race against others; PostgreSQL's code says which. */
	lostRace(code) {
		this.txRetries.inc();
		if (code === "40P01") this.deadlocks.inc();
	}
	/** Has a gauge read from now on. What can't be read is told as NaN, which Prometheus knows. */
	read(name, now) {
		const gauge = new Gauge({
			...this.#own,
			name,
			help: gauges[name],
			collect: async () => gauge.set(await read(now))
		});
	}
	/** All of it, as Prometheus reads it. */
	async text() {
		return {
			type: this.#registry.contentType,
			body: await this.#registry.metrics()
		};
	}
};
async function read(now) {
	try {
		return await now();
	} catch {
		return NaN;
	}
}
// src/site.ts
/** Where people find us: what links in mails begin with. Never what a request says, for anybody writes a request. */
var Site = class {
	#address;
	constructor(env) {
		this.env = env;
		this.#address = `http://${env.HOST.includes(":") ? `[${env.HOST}]` : env.HOST}:${env.PORT}`;
	}
	/** Known only once it listens: port 0 takes any. */
	listensAt(address) {
		this.#address = address;
	}
	get url() {
		return this.env.MEKONG_URL ?? this.#address;
	}
	get host() {
		return new URL(this.url).hostname;
	}
};
// src/services.ts
/** Connects, migrates and starts what runs by itself. */
async function startServices(databaseUrl, env, log) {
	const metrics = new Metrics();
	const onFault = (error) => log.warn({ err: error }, "something in the background failed");
	const { executionMs: statementMs } = env.MEKONG_LIMITS;
	const data = await dataSource(databaseUrl, {
		statementMs,
		onIdleError: onFault
	}).initialize();
	const patient = await dataSource(databaseUrl, {
		poolSize: 3,
		onIdleError: onFault
	}).initialize();
	const disconnect = () => Promise.all([data.destroy(), patient.destroy()]);
	try {
		await migrate(patient, (err) => log.warn({ err }, "a migration waits for a table that others keep locked"));
		const pool = poolOf(data);
		const patientPool = poolOf(patient);
		const sql = sqlOn(pool);
		const secrets = await readSecrets(pool);
		const wake = makeWakeBus({
			databaseUrl,
			redisUrl: env.REDIS_URL,
			secret: secrets.cursor,
			onFault
		});
		const site = new Site(env);
		const outbox = new OutboxStore(patientPool);
		const from = env.MEKONG_MAIL_FROM ?? `Mekong <no-reply@${site.host}>`;
		const mail = new MailSender({
			store: outbox,
			smtpUrl: env.SMTP_URL,
			from,
			onFault
		});
		const attempts = new SignInAttempts(pool, onFault);
		const events = new AuthEvents({
			sql,
			site,
			onFault,
			mailQueued: () => mail.look(),
			onSessionEnd: ({ id, userId }) => {
				callers.told({ sessionId: id });
				wake.publish(`rights:${userId}`);
			}
		});
		const inTransaction = transactionsOn(patientPool);
		const invitations = new ProviderInvitations({
			inTransaction,
			onFault,
			onAccepted: (userId) => tellRights({
				callers,
				wake
			}, [userId])
		});
		const auth = makeAuth({
			pool,
			env,
			secret: secrets.session,
			events,
			invitations
		});
		const callers = new Callers(new CallerStore(pool), auth);
		wake.subscribe((topic) => {
			if (topic === "all") callers.told({});
			else if (topic.startsWith("rights:")) callers.told({ userId: topic.slice(7) });
		});
		const cursors = new Cursors(secrets.cursor);
		const feed = new Feed(new FeedStore(pool), cursors, wake, onFault, () => metrics.feedGaps.inc());
		const rights = new RightsWatch(pool, {
			found: (userId) => callers.told({ userId }),
			fault: onFault
		});
		callers.onChange(() => rights.look());
		const totals = new KeptTotals(feed);
		const hub = new Hub({
			feed,
			totals,
			rights,
			metrics,
			onFault,
			rendering: {
				loaders: () => makeLoaders({ sql }),
				contextFor: ({ services, caller, locale }, loaders) => ({
					services,
					caller,
					locale,
					loaders,
					redacted: /* @__PURE__ */ new Set(),
					requestId: randomUUID(),
					operation: null
				}),
				finish: (result, context) => {
					const { locale, requestId } = context;
					return withRedactions(maskResult(result, {
						locale,
						requestId,
						log
					}), context);
				}
			}
		});
		const presence = new Presence(() => feed.now(), wake);
		const retention = new Retention(patientPool, onFault);
		const recount = new Recount(patientPool, wake, onFault);
		const { bucketPoints: capacity, pointsPerSecond: perSecond } = env.MEKONG_LIMITS;
		const throttle = new Throttle({
			store: new PgBucketStore(patientPool),
			rule: {
				capacity,
				perSecond
			},
			onFault
		});
		const census = new Census(patientPool, onFault);
		const writes = new Writes(data, wake, (code) => metrics.lostRace(code));
		const handOvers = new HandOvers(sql, writes, onFault);
		await wake.start();
		await feed.start();
		for (const part of [
			rights,
			hub,
			presence,
			retention,
			recount,
			throttle,
			census,
			handOvers,
			mail,
			attempts
		]) part.start();
		metrics.read("wake_degraded", () => Number(wake.isDegraded));
		metrics.read("ws_buffered_bytes", () => hub.measure().bufferedBytes);
		metrics.read("board_subscribers", () => hub.measure().subscribers);
		metrics.read("board_subscribers_catching_up", () => hub.measure().catchingUp);
		metrics.read("longest_tx_seconds", () => longestTransaction(pool));
		return {
			env,
			log,
			data,
			pool,
			sql,
			inTransaction,
			seal: cursorSeal(secrets.cursor),
			auth,
			callers,
			attempts,
			throttle,
			census,
			writes,
			wake,
			feed,
			totals,
			hub,
			rights,
			presence,
			metrics,
			mail,
			outbox,
			site,
			stop: async () => {
				for (const part of [
					rights,
					hub,
					presence,
					feed,
					attempts
				]) part.stop();
				await Promise.all([
					retention.stop(),
					recount.stop(),
					throttle.stop(),
					census.stop(),
					handOvers.stop(),
					mail.stop()
				]);
				await wake.stop();
				await disconnect();
			}
		};
	} catch (error) {
		await disconnect();
		throw error;
	}
}
// src/welcome.ts
/** Where to begin, in the terminal's language: by the link that sets everything up, or by the demo's people. */
async function welcome({ sql, env }, url) {
	const say = cliMessages[matchLocale([Intl.DateTimeFormat().resolvedOptions().locale], "en")].start;
	const lines = [];
	if (!await hasAdministrator(sql)) lines.push(say.setupLink({ url: `${url}/setup/${await issueSetupToken(sql)}` }));
	const demo = await demoAccounts(sql, env);
	if (demo !== null) {
		const widest = Math.max(...demo.accounts.map(({ email }) => email.length));
		lines.push(`${say.demo}:`, ...demo.accounts.map(({ email, name }) => `  ${email.padEnd(widest)}  ${name}`), say.demoPassword({ password: demo.password }));
	}
	return lines;
}
// src/app.ts
/** The one place where the parts are put together; tests start the same app. */
async function startApp({ databaseUrl, env, webRoot, log: isTalking = true }) {
	const log = makeLog(isTalking ? env.MEKONG_LOG : "silent");
	const services = await startServices(databaseUrl, env, log);
	try {
		if (env.MEKONG_DEMO) await seedDemo(services.inTransaction, /* @__PURE__ */ new Date());
		const server = await startServer({
			services,
			schema: makeSchema(),
			log,
			webRoot
		});
		return {
			url: server.url,
			address: server.address,
			services,
			welcome: () => welcome(services, server.url),
			close: async () => {
				await server.close();
				await services.stop();
			}
		};
	} catch (error) {
		await services.stop();
		throw error;
	}
}
// src/stop-requests.ts
/**
* Calls `first` for the first request to stop and `second` for the next. Signals and the launcher's messages are counted
* apart, because one Ctrl-C comes both ways: the terminal signals everybody, and `npm start` passes on what it gets.
*/
function onStopRequest(first, second) {
	let hasBegun = false;
	const counter = () => {
		let requests = 0;
		return () => {
			requests += 1;
			if (requests > 1) return second();
			if (hasBegun) return;
			hasBegun = true;
			first();
		};
	};
	const signalled = counter();
	for (const signal of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(signal, signalled);
	const told = counter();
	process.on("message", (message) => message === "stop" && told());
	process.on("disconnect", () => hasBegun || told());
}
// src/main.ts
var closers = [];
async function closeAll() {
	while (closers.length > 0) await closers.pop()?.();
}
async function start(env) {
	const database = await openDatabase(env, { onLost: giveUp(env) });
	closers.push(database.close);
	const webRoot = join(import.meta.dirname, "../../web/build");
	const app = await startApp({
		databaseUrl: database.url,
		env,
		webRoot,
		log: true
	});
	closers.push(app.close);
	const lines = [
		`Mekong is at ${app.url}`,
		...await app.welcome(),
		"Ctrl-C stops it."
	];
	console.log(`\n${lines.join("\n")}\n`);
}
/** One sentence for what the operator can mend, everything for what is ours to mend. */
var giveUp = (env) => async (error) => {
	console.error(explainStartFailure(error, env) ?? error);
	await closeAll().catch((failure) => console.error(failure));
	process.exit(1);
};
function readEnvironment() {
	try {
		return readEnv(process.env);
	} catch (error) {
		if (!(error instanceof InvalidEnvironment)) throw error;
		console.error(error.message);
		process.exit(1);
	}
}
var env = readEnvironment();
var starting = Promise.withResolvers();
onStopRequest(async () => {
	await Promise.race([starting.promise, setTimeout$1(1e4)]);
	await closeAll().catch(giveUp(env));
	process.exit(0);
}, () => process.exit(0));
await start(env).catch(giveUp(env));
starting.resolve();
export {};

//# sourceMappingURL=main.js.map