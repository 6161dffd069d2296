import "reflect-metadata";
import { $ as defaultChance, $t as auditActions, A as fields, At as withContactFields, B as lockOrganization, Bt as isStorable, D as OpportunityBatch, Dt as kindOfId, E as keepWords, Et as isId, F as pipelineOf, Ft as emailFaults, G as faultsOfTeamDeletion, Gt as deltasOf, H as updateOrganizationRow, Ht as instant, It as limits, J as decideDeactivate, Jt as noTotals, K as addressOf, Kt as inCurrency, Lt as optionalText, M as opportunityOf, Mt as faultsOfCompany, N as PipelineStore, Nt as withCompanyFields, O as asRows, Ot as contactFields, P as pipelineColumns, Pt as decideCustomerEdit, R as faultsOfOrganization, Rt as requiredText, S as ruleSentence, St as changesBetween, U as decideCreateTeam, Ut as isDay, V as readOrganization, Vt as lengthOf, W as decideUpdateTeam, X as colorOf, Xt as weighted, Y as decideUpdateUser, Z as faultsOfPipeline, Zt as parseDecimal, _ as __decorate, an as scopeOf, at as decideReopen, bt as presetLostReasons, cn as isAmount, ct as decideDelete, d as lockColumns, dn as invalid, dt as chanceIn, et as faultsOfDeletion, f as Raced, ft as placedIn, g as secretHash, gt as lostReasonName, h as change, ht as firstOpenStage, it as decideMove, j as opportunityColumns, jt as companyFields, k as columnOf, kt as faultsOfContact, ln as stepSeenBy, lt as decideRestore, m as pipelineChanged, mt as isGiven, nn as permissionsOf, nt as faultsOfStage, on as amountSeenBy, ot as placeFields, q as decideInvite, qt as mergeDeltas, r as apart, rn as isVisible, sn as conflictSeenBy, st as decideEdit, t as createPipeline, tn as may, tt as faultsOfKind, un as fault, ut as decideCreate, v as __decorateMetadata, w as paramsFrom, wt as isTimeZone, x as messages, xt as presetStageNames, y as ApiError, yt as stageName, zt as fold } from "./create-pipeline-DQhtEfpW.js";
import { typeidUnboxed } from "typeid-js";
import { GraphQLError, GraphQLScalarType, Kind, defaultFieldResolver, getArgumentValues, getNamedType, isObjectType, lexicographicSortSchema, printSchema } from "graphql";
import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, Float, ID, Info, InputType, Int, InterfaceType, Mutation, ObjectType, Query, Resolver, Root, Subscription, buildSchemaSync, createUnionType, registerEnumType } from "type-graphql";
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
// ../../packages/domain/src/board/rank.ts
/**
* Places in a column are integers with wide gaps, so that a card between two others seldom touches a third. The server
* alone assigns them; a browser only shows where a card will come to stand.
*/
var gap = 1n << 20n;
var byPlace = (a, b) => {
	const left = BigInt(a.rank);
	const right = BigInt(b.rank);
	if (left !== right) return left < right ? -1 : 1;
	return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};
/** A rank between two neighbours (null: none on that side), or undefined where the gap is full. */
function rankBetween(above, below) {
	if (above === null && below === null) return String(gap);
	if (above === null) return String(BigInt(below ?? 0) - gap);
	if (below === null) return String(BigInt(above) + gap);
	const low = BigInt(above);
	const high = BigInt(below);
	return high - low < 2n ? void 0 : String(low + (high - low) / 2n);
}
/**
* The index at which a dropped card comes to stand in a column (which does not hold it). `beforeId` alone: just before
* it; both: between, else right after `afterId`; a neighbour that is not here is ignored; none left: the end.
*/
function indexAt(column, hint) {
	const after = hint.afterId ? column.findIndex((card) => card.id === hint.afterId) : -1;
	if (after >= 0) return after + 1;
	const before = hint.beforeId ? column.findIndex((card) => card.id === hint.beforeId) : -1;
	return before >= 0 ? before : column.length;
}
/**
* Places a new card at an index of a column: all its cards, in order, without the new one. Where the gap is full, the
* smallest window around it that has room is spread out; its cards keep their order.
*/
function placeAt(column, index) {
	const rank = rankBetween(column[index - 1]?.rank ?? null, column[index]?.rank ?? null);
	return rank === void 0 ? spread(column, index) : {
		rank,
		reranked: []
	};
}
/** Grows a window around a full gap, card by card toward the wider side, until it has room. */
function spread(column, index) {
	let from = index;
	let to = index;
	let spacing;
	while (spacing === void 0) {
		if (isWider(column, from, to)) from -= 1;
		else to += 1;
		spacing = spacingOf(column[from - 1], column[to], BigInt(to - from + 1));
	}
	const { start, step } = spacing;
	const rankAt = (place) => String(start + step * BigInt(place + 1));
	const reranked = column.slice(from, to).map((card, at) => ({
		id: card.id,
		rank: rankAt(from + at < index ? at : at + 1)
	}));
	return {
		rank: rankAt(index - from),
		reranked
	};
}
/** Whether taking in the card above a window gains at least as much room as the one below. */
function isWider(column, from, to) {
	if (from === 0) return false;
	if (to === column.length || from === 1) return true;
	if (to === column.length - 1) return false;
	return distance(column, from - 2) >= distance(column, to);
}
var distance = (column, at) => BigInt(column[at + 1]?.rank ?? 0) - BigInt(column[at]?.rank ?? 0);
/**
* Even steps for so many cards between the two around them, or undefined where that is too tight. Steps at least as wide
* as the window has cards: with less, drops that follow at the same place would spread it again and again (5,000 of them
* move 5 cards each on average this way, and 400 with steps of 2).
*/
function spacingOf(above, below, count) {
	if (!below) return {
		start: BigInt(above?.rank ?? 0),
		step: gap
	};
	if (!above) return {
		start: BigInt(below.rank) - gap * (count + 1n),
		step: gap
	};
	const start = BigInt(above.rank);
	const step = (BigInt(below.rank) - start) / (count + 1n);
	return step < 2n || step < count ? void 0 : {
		start,
		step
	};
}
// ../../packages/domain/src/team/decide-reactivate.ts
/**
* Somebody comes back, to their teams but not as their leader. Who was asked to come and hasn't yet never left:
* they come by their invitation.
*/
function decideReactivate(before, { isInvited }) {
	if (before.isActive) return { kind: "unchanged" };
	if (isInvited) return {
		kind: "refused",
		faults: [invalid("stillInvited", ["id"])]
	};
	return {
		kind: "reactivated",
		after: {
			...before,
			isActive: true
		}
	};
}
// src/graphql/bad-input.ts
/** An argument that can't be used: the top-level BAD_USER_INPUT, said in the caller's language. */
var badInput = (rule, params = {}) => new ApiError("BAD_USER_INPUT", { say: (words) => sentence(words, rule, params) });
/**
* The same for a scalar. graphql-js adds its own words to what a scalar throws, unless that is a GraphQLError; the true
* error is underneath, for `spoken`.
*/
var badScalar = (rule, node) => new GraphQLError(sentence(messages.en, rule, {}), {
	nodes: node,
	originalError: badInput(rule)
});
/**
* What graphql-js says of a document or its variables, with a scalar's sentence in a language of ours; undefined where
* no scalar of ours refused a value.
*/
function spoken(error, locale) {
	let cause = error;
	while (cause instanceof GraphQLError) cause = cause.originalError;
	const say = cause instanceof ApiError ? cause.say : void 0;
	return say && error.message.replace(say(messages.en), say(messages[locale]));
}
function sentence(words, rule, params) {
	const say = words.errors.input[rule];
	return typeof say === "string" ? say : say(params);
}
// src/graphql/keyset.ts
/** `order by` for reading from the front, or from the end towards it. */
function orderBy(columns, from) {
	return columns.map(({ value, direction, isNullable }) => {
		return `${value} ${direction === "ASC" === (from === "front") ? "asc" : "desc"}${isNullable ? ` nulls ${from === "front" ? "last" : "first"}` : ""}`;
	}).join(", ");
}
/**
* Conditions that hold for exactly the rows after (or before) a position, as parts that follow one another in reading
* direction. A list by one column and id needs two parts at most, and each is a plain range of its index: with empty
* values at the end, `or ... is null` in one condition would make the database walk from the start.
*/
function partsBeyond(columns, position, side) {
	const [first, id] = columns;
	if (first && id && columns.length === 2 && first.direction === id.direction) return partsByIndex(first, id, position, side);
	return [(params) => anyOf$1(columns, position, side, params)];
}
function partsByIndex(column, id, [value, lastId], side) {
	const sign = signOf(column, side);
	const idParam = (params) => `${params.add(lastId ?? "")}::${id.type}`;
	if (value === null || value === void 0) {
		const amongEmpty = (params) => `(${column.value} is null and ${id.value} ${sign} ${idParam(params)})`;
		return side === "after" ? [amongEmpty] : [amongEmpty, () => `${column.value} is not null`];
	}
	const amongGiven = (params) => `(${column.value}, ${id.value}) ${sign} (${params.add(value)}::${column.type}, ${idParam(params)})`;
	return side === "after" && column.isNullable ? [amongGiven, () => `${column.value} is null`] : [amongGiven];
}
/** The general form: equal in the first columns and beyond in the next one, for each of them. */
function anyOf$1(columns, position, side, params) {
	const equal = [];
	return `(${columns.map((column, at) => {
		const value = position[at] ?? null;
		const parameter = value === null ? "null" : `${params.add(value)}::${column.type}`;
		const condition = [...equal, beyond(column, value, parameter, side)].join(" and ");
		equal.push(value === null ? `${column.value} is null` : `${column.value} = ${parameter}`);
		return `(${condition})`;
	}).join(" or ")})`;
}
function beyond(column, value, parameter, side) {
	if (value === null) return side === "after" ? "false" : `${column.value} is not null`;
	const given = `${column.value} ${signOf(column, side)} ${parameter}`;
	return side === "after" && column.isNullable ? `(${given} or ${column.value} is null)` : given;
}
var signOf = (column, side) => column.direction === "ASC" === (side === "after") ? ">" : "<";
/** The order values of a row, as text for a cursor. */
var positionColumns = (columns) => `array[${columns.map((column) => `(${column.value})::text`).join(", ")}] as position`;
// src/graphql/segment.ts
/** As many hits, the newest, are weighed against each other: a word that half of all titles have stays cheap this way. */
var mostWeighed = 200;
/** Among as many entries, the newest, hits are looked for one by one before an index is asked for all of them. */
var mostWalked = 1e4;
/** The segments of a list in turn: by its columns, or the weighed hits first and then the older ones, newest first. */
async function segmentsOf(sql, rows, order, ranking) {
	if (!order.isByRelevance || !ranking) return [() => ({
		order: () => order.columns,
		where: "true"
	})];
	const weighed = await weighedHits(sql, rows);
	const byScore = (score) => [{
		value: `(${score})::numeric`,
		type: "numeric",
		direction: "ASC",
		isNullable: false
	}, {
		value: rows.id,
		type: "text",
		direction: "DESC",
		isNullable: false
	}];
	const best = (params) => ({
		order: () => byScore(ranking(params)),
		where: `${rows.id} = any(${params.add(weighed)}::text[])`
	});
	const oldest = weighed.at(-1);
	if (oldest === void 0 || weighed.length < mostWeighed) return [best];
	return [best, (params) => ({
		order: () => byScore(worse),
		where: `${rows.id} < ${params.add(oldest)}::text`
	})];
}
/** Behind every score that a ranking gives. */
var worse = "9";
/**
* The ids of the hits that are weighed, newest first. The database takes the words of a search for independent and, for
* two that go together as the syllables of a name do, expects a few hits where there are thousands, and fetches and sorts
* them all. A word that is not rare is found often enough among the newest entries, and then nothing else is read.
*/
async function weighedHits(sql, rows) {
	const [alias = ""] = rows.id.split(".", 1);
	for (const most of [mostWalked, 10 * mostWalked]) {
		const hits = await newestHits(sql, rows, `(select * from ${rows.from} order by ${rows.id} desc limit ${most}) ${alias}`);
		if (hits.length === mostWeighed) return hits;
		if (hits.length < mostWeighed / 10) break;
	}
	return newestHits(sql, rows, rows.from);
}
async function newestHits(sql, rows, from) {
	const params = paramsFrom();
	return (await sql.rows(`select ${rows.id} as id from ${from} where ${rows.where(params)}
     order by ${rows.id} desc limit ${params.add(mostWeighed)}`, params.values)).map(({ id }) => id);
}
// src/graphql/list-reading.ts
/** One page of one list, read once. */
var ListReading = class {
	constructor(sql, listing, size, after, before) {
		this.sql = sql;
		this.listing = listing;
		this.size = size;
		this.after = after;
		this.before = before;
		this.entries = once(async () => {
			const found = (await this.#found()).slice(0, this.size.count);
			return this.size.from === "front" ? found : found.toReversed();
		});
		this.totalCount = once(async () => {
			const params = paramsFrom();
			const [row] = await this.sql.rows(`select count(*)::text as n from ${this.listing.from} where ${this.listing.where(params)}`, params.values);
			return Number(row?.n ?? 0);
		});
		this.#found = once(async () => {
			const { count, from } = this.size;
			const found = [];
			if (count === 0) return found;
			for (const segment of await this.#segments(this.#readingSide)) for (let part = 0; found.length <= count; part += 1) {
				const rows = await this.#readPart(segment, part, count + 1 - found.length, from);
				if (rows === null) break;
				found.push(...rows.map((row) => ({
					node: this.listing.toNode(row),
					position: row.position
				})));
			}
			return found;
		});
		this.#inOrder = once(() => segmentsOf(this.sql, this.listing, this.listing.order, this.listing.ranking));
	}
	/** Is there anything of the list on that side of the page? An empty page lies where its reading began. */
	async hasBeyond(side) {
		const isReadingSide = side === this.#readingSide;
		const boundOnSide = side === "after" ? this.before : this.after;
		const entries = await this.entries();
		const edge = side === "after" ? entries.at(-1) : entries[0];
		if (edge) {
			if (isReadingSide && (await this.#found()).length > this.size.count) return true;
			return boundOnSide !== null && this.#exists(edge.position, side);
		}
		const start = this.#start;
		if (isReadingSide) return this.#exists(start, side);
		return start !== null && this.#existsAtOr(start, side);
	}
	/** The page and one more, where there is one, in reading direction. */
	#found;
	/** Null when a segment has no such part. */
	async #readPart(segment, part, limit, from) {
		const params = paramsFrom();
		const stretch = segment(params);
		const order = stretch.order();
		const start = this.#start;
		const condition = (start ? partsBeyond(order, start, this.#readingSide) : [everything$1])[part];
		if (!condition) return null;
		const end = this.#readingSide === "after" ? this.before : this.after;
		const conditions = [
			this.listing.where(params),
			stretch.where,
			condition(params),
			...end ? [anyOf(partsBeyond(order, end, opposite(this.#readingSide)), params)] : []
		];
		return this.sql.rows(`select ${this.listing.columns}, ${positionColumns(order)} from ${this.listing.from}
       where ${conditions.join(" and ")} order by ${orderBy(order, from)} limit ${params.add(limit)}`, params.values);
	}
	async #exists(position, side) {
		return this.#some((segment, params) => position ? anyOf(partsBeyond(segment.order(), position, side), params) : "true");
	}
	/** At a position or on that side of it: whatever is not on the other side. */
	async #existsAtOr(position, side) {
		return this.#some((segment, params) => `(${anyOf(partsBeyond(segment.order(), position, opposite(side)), params)}) is not true`);
	}
	async #some(condition) {
		for (const segment of await this.#segments("after")) {
			const params = paramsFrom();
			const stretch = segment(params);
			if ((await this.sql.rows(`select 1 from ${this.listing.from}
         where ${this.listing.where(params)} and ${stretch.where} and ${condition(stretch, params)} limit 1`, params.values)).length > 0) return true;
		}
		return false;
	}
	async #segments(side) {
		const segments = await this.#inOrder();
		return side === "after" ? segments : segments.toReversed();
	}
	#inOrder;
	get #readingSide() {
		return this.size.from === "front" ? "after" : "before";
	}
	get #start() {
		return this.size.from === "front" ? this.after : this.before;
	}
};
var opposite = (side) => side === "after" ? "before" : "after";
var everything$1 = () => "true";
var anyOf = (parts, params) => `(${parts.map((part) => part(params)).join(" or ")})`;
function once(read) {
	let result;
	return () => result ??= read();
}
var ConnectionArgs = class ConnectionArgs {};
__decorate([Field(() => Int, {
	nullable: true,
	description: "How many from the front, 0 to 100. Without `first` and `last` it is 20. More is BAD_USER_INPUT."
}), __decorateMetadata("design:type", Object)], ConnectionArgs.prototype, "first", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Only what comes after this cursor. A cursor of another list, filter or order is BAD_USER_INPUT."
}), __decorateMetadata("design:type", Object)], ConnectionArgs.prototype, "after", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "How many from the end, 0 to 100; not together with `first`."
}), __decorateMetadata("design:type", Object)], ConnectionArgs.prototype, "last", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Only what comes before this cursor."
}), __decorateMetadata("design:type", Object)], ConnectionArgs.prototype, "before", void 0);
ConnectionArgs = __decorate([ArgsType()], ConnectionArgs);
function pageSizeOf(args, fallback = 20) {
	const { first, last } = args;
	const isGiven = (count) => count !== null && count !== void 0;
	if (isGiven(first) && isGiven(last)) throw badInput("pageBothWays");
	const count = first ?? last ?? fallback;
	if (count < 0 || count > 100) throw badInput("pageSize", { max: 100 });
	return {
		from: isGiven(last) ? "end" : "front",
		count
	};
}
// src/graphql/connection.ts
/** Reads a connection. Arguments that can't be used are refused at once; rows are read when a field wants them. */
function readConnection(sql, seal, listing, args) {
	listing.where(paramsFrom());
	const size = pageSizeOf(args);
	const list = `${listing.name} ${createHash("sha256").update(JSON.stringify([listing.boundTo])).digest("base64")}`;
	const open = (cursor) => {
		if (cursor === null || cursor === void 0) return null;
		const position = seal.open(list, cursor);
		if (!position) throw badInput("foreignCursor");
		return position;
	};
	const reading = new ListReading(sql, listing, size, open(args.after), open(args.before));
	const cursorOf = (entry) => entry ? seal.seal(list, entry.position) : null;
	const info = {
		hasNextPage: () => reading.hasBeyond("after"),
		hasPreviousPage: () => reading.hasBeyond("before"),
		startCursor: async () => cursorOf((await reading.entries())[0]),
		endCursor: async () => cursorOf((await reading.entries()).at(-1))
	};
	return {
		edges: async () => (await reading.entries()).map((entry) => ({
			node: entry.node,
			cursor: seal.seal(list, entry.position)
		})),
		nodes: async () => (await reading.entries()).map(({ node }) => node),
		pageInfo: () => info,
		totalCount: () => reading.totalCount()
	};
}
// src/graphql/list.ts
/** A page of a list, for a resolver. */
var list = ({ services }, listing, args) => readConnection(services.sql, services.seal, listing, args);
// src/graphql/fault.ts
/** A broken rule of the domain as an outsider reads it. */
var userErrorOf = (fault, locale) => ({
	code: fault.code,
	message: ruleSentence(locale, fault.rule, fault.params ?? {}),
	field: fault.field.length === 0 ? null : fault.field
});
var userErrorsOf = (faults, locale) => faults.map((fault) => userErrorOf(fault, locale));
// src/graphql/payload.ts
/** The common part of a payload: no faults, or nothing but them. */
var answer = ({ locale }, { clientMutationId }, faults = []) => ({
	clientMutationId: clientMutationId ?? null,
	userErrors: userErrorsOf(faults, locale)
});
/** A payload over what a use case did: what was written, or the faults for which nothing was. */
function payload(context, input, written, present) {
	if (written.kind === "written") return {
		...answer(context, input),
		...present(written.outcome)
	};
	return answer(context, input, written.kind === "refused" ? written.refusal : [written.fault]);
}
// src/graphql/connection.object.ts
var PageInfoObject = class PageInfoObject {};
__decorate([Field(() => Boolean, { description: "Whether entries follow after this page; exact." }), __decorateMetadata("design:type", Function)], PageInfoObject.prototype, "hasNextPage", void 0);
__decorate([Field(() => Boolean, { description: "Whether entries come before this page; exact." }), __decorateMetadata("design:type", Function)], PageInfoObject.prototype, "hasPreviousPage", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The first entry's cursor; null when the page is empty."
}), __decorateMetadata("design:type", Function)], PageInfoObject.prototype, "startCursor", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The last entry's cursor; null when the page is empty."
}), __decorateMetadata("design:type", Function)], PageInfoObject.prototype, "endCursor", void 0);
PageInfoObject = __decorate([ObjectType("PageInfo", {
	description: "Where a page lies in its list.",
	simpleResolvers: true
})], PageInfoObject);
/** The connection and edge types over a node: `connectionOf('Company', () => CompanyObject, 'companies')`. */
function connectionOf(name, node, plural) {
	let EdgeObject = class EdgeObject {};
	__decorate([Field(() => String, { description: "Its place in this list, for `after` and `before`. Opaque." }), __decorateMetadata("design:type", String)], EdgeObject.prototype, "cursor", void 0);
	__decorate([Field(node, { description: "The entry itself." }), __decorateMetadata("design:type", Object)], EdgeObject.prototype, "node", void 0);
	EdgeObject = __decorate([ObjectType(`${name}Edge`, {
		description: `An entry in a list of ${plural}.`,
		simpleResolvers: true
	})], EdgeObject);
	let ConnectionObject = class ConnectionObject {};
	__decorate([Field(() => [EdgeObject], { description: "The entries of this page with their cursors." }), __decorateMetadata("design:type", Function)], ConnectionObject.prototype, "edges", void 0);
	__decorate([Field(() => [node()], { description: "The entries of this page, without cursors." }), __decorateMetadata("design:type", Function)], ConnectionObject.prototype, "nodes", void 0);
	__decorate([Field(() => PageInfoObject, { description: "Where this page lies in the list." }), __decorateMetadata("design:type", Function)], ConnectionObject.prototype, "pageInfo", void 0);
	__decorate([Field(() => Int, { description: "How many entries the whole list has. Counted only when asked for." }), __decorateMetadata("design:type", Function)], ConnectionObject.prototype, "totalCount", void 0);
	ConnectionObject = __decorate([ObjectType(`${name}Connection`, {
		description: `A page of a list of ${plural}.`,
		simpleResolvers: true
	})], ConnectionObject);
	return ConnectionObject;
}
// src/graphql/enum.ts
/**
* A GraphQL enum whose every value says what it means. The object that comes back is what `@Field(() => ...)` takes;
* its values are the domain's own words.
*/
function describedEnum(name, description, values) {
	const names = Object.keys(values);
	const object = Object.fromEntries(names.map((value) => [value, value]));
	registerEnumType(object, {
		name,
		description,
		valuesConfig: describe$1(values)
	});
	return object;
}
/** The same, where the domain's word differs from the name in the graph. */
function describedEnumOf(name, description, values) {
	const entries = Object.entries(values);
	const object = Object.fromEntries(entries.map(([key, { value }]) => [key, value]));
	const descriptions = Object.fromEntries(entries.map(([key, entry]) => [key, entry.description]));
	registerEnumType(object, {
		name,
		description,
		valuesConfig: describe$1(descriptions)
	});
	return object;
}
var describe$1 = (values) => Object.fromEntries(Object.entries(values).map(([key, description]) => [key, { description }]));
// src/graphql/enums.ts
var RoleEnum = describedEnum("Role", "What a person may do; what they see is their visibility.", {
	REP: "Sells: writes what they see, gives work to people and teams of their own teams.",
	TEAM_LEADER: "Leads a team: may also hand work to anybody and delete what is in a team that they lead.",
	MANAGER: "Runs sales: may also delete anything they see and change the owner of what is closed.",
	ADMINISTRATOR: "Sets up: may also write pipelines, stages, reasons and the organisation.",
	READ_ONLY: "Reads and writes nothing."
});
var UserStateEnum = describedEnum("UserState", "Where somebody stands.", {
	INVITED: "Asked to come, and not here yet: no work is given to them.",
	ACTIVE: "Works here.",
	DEACTIVATED: "Has left: keeps what is closed, opens nothing, is given no more work."
});
var VisibilityEnum = describedEnum("Visibility", "How much of the pipeline a person sees.", {
	OWN: "Opportunities that they own.",
	TEAM: "Besides their own, those of every team that they are a member or the leader of.",
	ALL: "Every opportunity."
});
var LocaleEnum = describedEnumOf("Locale", "A language that Mekong speaks.", {
	VI: {
		value: "vi",
		description: "Vietnamese."
	},
	EN: {
		value: "en",
		description: "English."
	}
});
var StageKindEnum = describedEnum("StageKind", "What a stage means, whatever its name. It decides the status of the opportunities in it.", {
	OPEN: "Work goes on.",
	WON: "The sale is made.",
	LOST: "There will be no sale; entering needs a reason."
});
var StageColorEnum = describedEnum("StageColor", "The colour that marks a stage on the board.", {
	BLUE: "Blue.",
	CYAN: "Cyan.",
	VIOLET: "Violet.",
	AMBER: "Amber.",
	PINK: "Pink.",
	GREEN: "Green, by custom for won.",
	GREY: "Grey, by custom for lost."
});
var OpportunityStatusEnum = describedEnum("OpportunityStatus", "Where an opportunity stands, as the kind of its stage says.", {
	OPEN: "Not decided yet.",
	WON: "Sold.",
	LOST: "Not sold, for a reason."
});
var ProbabilitySourceEnum = describedEnum("ProbabilitySource", "Where a probability comes from.", {
	STAGE: "The stage's default.",
	MANUAL: "A person set it; it lasts until the next stage."
});
var PipelinePresetEnum = describedEnum("PipelinePreset", "Stages to begin with. Their names follow the reader's language until they are renamed.", {
	CLASSIC: "Prospect, Opportunity, Qualified, Proposal, Won, Lost.",
	CONTRACT: "New, Qualified, Proposal, Contract negotiation, Won, Review (open: a second look), Lost.",
	EMPTY: "None but those that you name."
});
var OrderDirectionEnum = describedEnum("OrderDirection", "Which end of an order comes first. Empty values come last either way.", {
	ASC: "Smallest, earliest or A first.",
	DESC: "Largest, latest or Z first."
});
var UserErrorCodeEnum = describedEnum("UserErrorCode", "Why a mutation was refused, for programs.", {
	INVALID: "A value breaks a rule.",
	NOT_FOUND: "There is no such thing, or you may not see it: the two are not told apart.",
	CONFLICT: "Somebody changed the same meanwhile.",
	FORBIDDEN: "You see it, but this is beyond your rights.",
	LOST_REASON_REQUIRED: "What is lost needs a reason.",
	IDEMPOTENCY_KEY_REUSED: "This `clientMutationId` was used for another request.",
	LIMIT_EXCEEDED: "There is too much of something."
});
// src/graphql/node.object.ts
/** The GraphQL type behind each kind of id; kinds without one are no nodes. */
var typeOfKind = {
	opportunity: "Opportunity",
	pipeline: "Pipeline",
	stage: "Stage",
	user: "User",
	team: "Team",
	company: "Company",
	contact: "Contact",
	lostReason: "LostReason",
	source: "Source",
	tag: "Tag",
	apiKey: "ApiKey",
	invitation: "Invitation"
};
var NodeObject = class NodeObject {};
__decorate([Field(() => ID, { description: "Its id: opaque, typed and sortable by age, unique in the organisation." }), __decorateMetadata("design:type", String)], NodeObject.prototype, "id", void 0);
NodeObject = __decorate([InterfaceType("Node", {
	description: "Anything that can be read by its id alone, with `node` or `nodes`.",
	resolveType: ({ id }) => {
		const kind = kindOfId(id);
		return kind && typeOfKind[kind];
	}
})], NodeObject);
// src/modules/team/user.object.ts
var UserObject = class UserObject extends NodeObject {};
__decorate([Field(() => String, { description: "Their name." }), __decorateMetadata("design:type", String)], UserObject.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The address that they sign in with; null for people without sign-in, whom an import made."
}), __decorateMetadata("design:type", Object)], UserObject.prototype, "email", void 0);
__decorate([Field(() => RoleEnum, { description: "What they may do." }), __decorateMetadata("design:type", Object)], UserObject.prototype, "role", void 0);
__decorate([Field(() => Boolean, { description: "False before they accept an invitation and once they have left: they are given no work." }), __decorateMetadata("design:type", Boolean)], UserObject.prototype, "isActive", void 0);
__decorate([Field(() => UserStateEnum, { description: "Whether they work here, were asked to come, or have left." }), __decorateMetadata("design:type", Object)], UserObject.prototype, "state", void 0);
UserObject = __decorate([ObjectType("User", {
	implements: NodeObject,
	description: "A person of the organisation.",
	simpleResolvers: true
})], UserObject);
var UserConnection = connectionOf("User", () => UserObject, "people");
// src/graphql/user-error.object.ts
var UserErrorObject = class UserErrorObject {};
__decorate([Field(() => UserErrorCodeEnum, { description: "For programs to switch on." }), __decorateMetadata("design:type", Object)], UserErrorObject.prototype, "code", void 0);
__decorate([Field(() => String, { description: "A sentence for people, in the caller's language." }), __decorateMetadata("design:type", String)], UserErrorObject.prototype, "message", void 0);
__decorate([Field(() => [String], {
	nullable: true,
	description: "Which value, as its path inside `input`: `[\"amount\", \"currency\"]`. Null when it is no single value."
}), __decorateMetadata("design:type", Object)], UserErrorObject.prototype, "field", void 0);
UserErrorObject = __decorate([ObjectType("UserError", {
	description: "Why a mutation was refused. Nothing was written.",
	simpleResolvers: true
})], UserErrorObject);
var FieldConflictObject = class FieldConflictObject {};
__decorate([Field(() => String, { description: "The name of the field." }), __decorateMetadata("design:type", String)], FieldConflictObject.prototype, "field", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What you wanted to write."
}), __decorateMetadata("design:type", Object)], FieldConflictObject.prototype, "mine", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What stands there now."
}), __decorateMetadata("design:type", Object)], FieldConflictObject.prototype, "theirs", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What stood there at the version that you saw."
}), __decorateMetadata("design:type", Object)], FieldConflictObject.prototype, "before", void 0);
FieldConflictObject = __decorate([ObjectType("FieldConflict", {
	description: "A field that two people changed. Values are text in the API's own form: ids, decimals, ISO dates; null is empty.",
	simpleResolvers: true
})], FieldConflictObject);
// src/graphql/payload.object.ts
var MutationInput = class MutationInput {};
__decorate([Field(() => String, {
	nullable: true,
	description: "A key of your own for this request, unique among yours: sending the same request with it again within 24 hours changes nothing and gives the same answer."
}), __decorateMetadata("design:type", Object)], MutationInput.prototype, "clientMutationId", void 0);
MutationInput = __decorate([InputType({ description: "What every mutation takes." })], MutationInput);
var MutationPayload = class MutationPayload {};
__decorate([Field(() => String, {
	nullable: true,
	description: "The key that you gave."
}), __decorateMetadata("design:type", Object)], MutationPayload.prototype, "clientMutationId", void 0);
__decorate([Field(() => [UserErrorObject], { description: "Why nothing was written; empty when it was." }), __decorateMetadata("design:type", Array)], MutationPayload.prototype, "userErrors", void 0);
MutationPayload = __decorate([ObjectType({
	description: "What every mutation answers.",
	simpleResolvers: true
})], MutationPayload);
// src/graphql/scalars.ts
/** A scalar that is text on the wire. `read` gives its canonical form, or undefined for what it is not. */
function textScalar(name, description, rule, read, readNumber = () => void 0) {
	const parse = (value, node) => {
		const parsed = typeof value === "string" ? read(value) : typeof value === "number" ? readNumber(value) : void 0;
		if (parsed === void 0) throw badScalar(rule, node);
		return parsed;
	};
	return new GraphQLScalarType({
		name,
		description,
		parseValue: (value) => parse(value),
		parseLiteral: (node) => {
			if (node.kind === Kind.STRING) return parse(node.value, node);
			return parse(node.kind === Kind.INT ? Number(node.value) : void 0, node);
		},
		serialize: (value) => {
			if (typeof value === "string") return value;
			throw new TypeError(`${name} wants text.`);
		}
	});
}
var momentShape = /^(\d{4}-\d{2}-\d{2})[Tt](?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d{1,9})?(?:[Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
/** RFC 3339 with a zone, as an instant in UTC with milliseconds. */
function readMoment(text) {
	const day = momentShape.exec(text)?.[1];
	if (day === void 0 || !isDay(day)) return void 0;
	const utc = new Date(text.toUpperCase()).toISOString();
	return isDay(utc.slice(0, 10)) ? utc : void 0;
}
var DateTimeScalar = textScalar("DateTime", "A moment, RFC 3339 in UTC with milliseconds: `2026-11-25T01:02:03.004Z`. Another offset is taken and told in UTC; a moment without a zone is refused.", "notDateTime", readMoment);
var DateScalar = textScalar("Date", "A day of the calendar, without time or zone: `2026-11-25`. Days of an organisation are days in its time zone.", "notDate", (text) => isDay(text) ? text : void 0);
var DecimalScalar = textScalar("Decimal", "An exact decimal as text, without exponent, group marks or trailing zeros: `\"1250000.5\"`. A whole number may be written without quotes.", "notDecimal", parseDecimal, (value) => Number.isSafeInteger(value) ? parseDecimal(String(value)) : void 0);
var CurrencyCodeScalar = textScalar("CurrencyCode", "A currency by its ISO 4217 code: `VND`.", "notCurrencyCode", (text) => /^[A-Z]{3}$/.test(text) ? text : void 0);
// src/modules/api-key/api-key.object.ts
var ApiKeyScopeEnum = describedEnum("ApiKeyScope", "What a key may do at most. Its owner's rights are the ceiling, whatever the scope.", {
	READ_OPPORTUNITIES: "Read opportunities, boards and their feeds, companies, contacts and the set-up; be present.",
	WRITE_OPPORTUNITIES: "Also write opportunities, companies and contacts.",
	ADMIN: "Also all else that the owner's role allows: set-up, organisation, profile and keys."
});
var ApiKeyObject = class ApiKeyObject extends NodeObject {};
__decorate([Field(() => String, { description: "What its owner calls it." }), __decorateMetadata("design:type", String)], ApiKeyObject.prototype, "name", void 0);
__decorate([Field(() => String, { description: "How the secret begins, to tell keys apart." }), __decorateMetadata("design:type", String)], ApiKeyObject.prototype, "prefix", void 0);
__decorate([Field(() => [ApiKeyScopeEnum], { description: "What it may do at most." }), __decorateMetadata("design:type", Array)], ApiKeyObject.prototype, "scopes", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was made." }), __decorateMetadata("design:type", String)], ApiKeyObject.prototype, "createdAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it stops working by itself." }), __decorateMetadata("design:type", String)], ApiKeyObject.prototype, "expiresAt", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When it was last used, to the minute; null when it never was."
}), __decorateMetadata("design:type", Object)], ApiKeyObject.prototype, "lastUsedAt", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "From which network address it was used last."
}), __decorateMetadata("design:type", Object)], ApiKeyObject.prototype, "lastUsedAddress", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "Until when the secret before the present one opens as well; null when it does not."
}), __decorateMetadata("design:type", Object)], ApiKeyObject.prototype, "previousUntil", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When somebody ended it; null while nobody has."
}), __decorateMetadata("design:type", Object)], ApiKeyObject.prototype, "revokedAt", void 0);
ApiKeyObject = __decorate([ObjectType("ApiKey", {
	implements: NodeObject,
	description: "A key by which a program acts as a person. The secret itself is shown once, when the key is made.",
	simpleResolvers: true
})], ApiKeyObject);
var ApiKeyConnection = connectionOf("ApiKey", () => ApiKeyObject, "API keys");
var CreateApiKeyPayload = class CreateApiKeyPayload extends MutationPayload {};
__decorate([Field(() => ApiKeyObject, {
	nullable: true,
	description: "The key; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateApiKeyPayload.prototype, "apiKey", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The secret to send as `Authorization: Bearer mk_...`. Told this once: keep it now. Null when a request is answered again."
}), __decorateMetadata("design:type", Object)], CreateApiKeyPayload.prototype, "secret", void 0);
CreateApiKeyPayload = __decorate([ObjectType("CreateApiKeyPayload", {
	description: "A new key, or why there is none.",
	simpleResolvers: true
})], CreateApiKeyPayload);
var RotateApiKeyPayload = class RotateApiKeyPayload extends MutationPayload {};
__decorate([Field(() => ApiKeyObject, {
	nullable: true,
	description: "The key; null when that was refused."
}), __decorateMetadata("design:type", Object)], RotateApiKeyPayload.prototype, "apiKey", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The new secret. Told this once: keep it now. Null when a request is answered again."
}), __decorateMetadata("design:type", Object)], RotateApiKeyPayload.prototype, "secret", void 0);
RotateApiKeyPayload = __decorate([ObjectType("RotateApiKeyPayload", {
	description: "The key with its new secret, or why the old one stays.",
	simpleResolvers: true
})], RotateApiKeyPayload);
var RevokeApiKeyPayload = class RevokeApiKeyPayload extends MutationPayload {};
__decorate([Field(() => ApiKeyObject, {
	nullable: true,
	description: "The key, ended; null when that was refused."
}), __decorateMetadata("design:type", Object)], RevokeApiKeyPayload.prototype, "apiKey", void 0);
RevokeApiKeyPayload = __decorate([ObjectType("RevokeApiKeyPayload", {
	description: "The ended key, or why it goes on.",
	simpleResolvers: true
})], RevokeApiKeyPayload);
// src/modules/api-key/api-key.inputs.ts
var CreateApiKeyInput = class CreateApiKeyInput extends MutationInput {};
__decorate([Field(() => String, { description: "What you call it: 1 to 200 characters." }), __decorateMetadata("design:type", String)], CreateApiKeyInput.prototype, "name", void 0);
__decorate([Field(() => [ApiKeyScopeEnum], { description: "What it may do at most; at least one." }), __decorateMetadata("design:type", Array)], CreateApiKeyInput.prototype, "scopes", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When it stops working: in the future, within a year. 90 days from now when not given."
}), __decorateMetadata("design:type", Object)], CreateApiKeyInput.prototype, "expiresAt", void 0);
CreateApiKeyInput = __decorate([InputType({ description: "A key to be made, for yourself." })], CreateApiKeyInput);
var RotateApiKeyInput = class RotateApiKeyInput extends MutationInput {};
__decorate([Field(() => ID, { description: "The key's id; one of your own that still opens." }), __decorateMetadata("design:type", String)], RotateApiKeyInput.prototype, "id", void 0);
__decorate([Field(() => Int, {
	defaultValue: 24,
	description: "For how many hours the old secret goes on beside the new one, 0 to 168, but never past its own end. 0 ends it at once, and closes what is open by it."
}), __decorateMetadata("design:type", Number)], RotateApiKeyInput.prototype, "overlapHours", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When the key stops working: in the future, within a year. 90 days from now when not given."
}), __decorateMetadata("design:type", Object)], RotateApiKeyInput.prototype, "expiresAt", void 0);
RotateApiKeyInput = __decorate([InputType({ description: "A key to get a new secret." })], RotateApiKeyInput);
var RevokeApiKeyInput = class RevokeApiKeyInput extends MutationInput {};
__decorate([Field(() => ID, { description: "The key's id. One of your own; an administrator ends anybody's." }), __decorateMetadata("design:type", String)], RevokeApiKeyInput.prototype, "id", void 0);
RevokeApiKeyInput = __decorate([InputType({ description: "A key to be ended." })], RevokeApiKeyInput);
// src/graphql/order.ts
/**
* The order of a list. A field named twice counts once; the id comes last, in the direction of what stands before it, so
* that one index serves both ways. What is searched for and not sorted comes by relevance.
*/
function compileOrder(spec, id, asked, fallback, isSearch = false) {
	const wanted = asked ?? [];
	const byRelevance = wanted.some(({ field }) => field === "RELEVANCE");
	if (byRelevance && wanted.length > 1) throw badInput("relevanceAlone");
	const isByRelevance = isSearch && (byRelevance || wanted.length === 0);
	const keys = wanted.filter((key) => key.field !== "RELEVANCE");
	const used = keys.length > 0 ? keys : [fallback];
	const columns = used.filter((key, at) => used.findIndex((other) => other.field === key.field) === at).map(({ field, direction }) => ({
		...spec[field],
		direction
	}));
	return {
		columns: [...columns, {
			value: id,
			type: "text",
			direction: columns.at(-1)?.direction ?? "ASC",
			isNullable: false
		}],
		isByRelevance
	};
}
/** The order of a list that lets nobody choose. */
var fixedOrder = (...columns) => ({
	columns,
	isByRelevance: false
});
// src/modules/api-key/api-key.store.ts
var apiKeyColumns = `k.id, k.user_id, k.name, k.prefix, k.scopes, k.created_at, k.expires_at, k.last_used_at,
  k.last_used_address, case when k.previous_until > now() then k.previous_until end as previous_until, k.revoked_at`;
var apiKeyOf = (row) => ({
	id: row.id,
	userId: row.user_id,
	name: row.name,
	prefix: row.prefix,
	scopes: row.scopes,
	createdAt: instant(row.created_at),
	expiresAt: instant(row.expires_at),
	lastUsedAt: row.last_used_at && instant(row.last_used_at),
	lastUsedAddress: row.last_used_address,
	previousUntil: row.previous_until && instant(row.previous_until),
	revokedAt: row.revoked_at && instant(row.revoked_at)
});
var ApiKeyStore = class {
	constructor(sql) {
		this.sql = sql;
		this.keys = (ids) => this.#read("k.id = any($1)", ids);
	}
	async one(id) {
		return (await this.keys([id]))[0] ?? null;
	}
	/** Kept from other changes until the write ends. */
	async locked(id) {
		return (await this.#read("k.id = any($1) for update", [id]))[0] ?? null;
	}
	async #read(where, ids) {
		return (await this.sql.rows(`select ${apiKeyColumns} from api_key k where ${where}`, [ids])).map(apiKeyOf);
	}
	/** Those that open something. */
	async countLive(userId) {
		const [row] = await this.sql.rows("select count(*)::integer as n from api_key where user_id = $1 and revoked_at is null and expires_at > now()", [userId]);
		return row?.n ?? 0;
	}
	async insert(key, secretHash) {
		await this.sql.count(`insert into api_key (id, user_id, name, prefix, secret_hash, scopes, created_at, expires_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
			key.id,
			key.userId,
			key.name,
			key.prefix,
			secretHash,
			key.scopes,
			key.createdAt,
			key.expiresAt
		]);
	}
	/** The secret that was becomes the one before, for as long as the key says. */
	async rotate({ id, prefix, expiresAt, previousUntil }, hash) {
		await this.sql.count(`update api_key set generation = generation + 1, secret_hash = $2, prefix = $3, expires_at = $4,
         previous_hash = case when $5::timestamptz is not null then secret_hash end, previous_until = $5
       where id = $1`, [
			id,
			hash,
			prefix,
			expiresAt,
			previousUntil
		]);
	}
	async revoke(id, at) {
		await this.sql.count("update api_key set revoked_at = $2 where id = $1 and revoked_at is null", [id, at]);
	}
};
// src/modules/api-key/api-key.lists.ts
/** Whoever may end everybody's keys sees them; all others see their own. Of one owner only, where one is named. */
function apiKeyList(actor, ownerId = null) {
	const isOfAll = may(actor, "key:others");
	return {
		name: "apiKeys",
		boundTo: [isOfAll ? null : actor.userId, ownerId],
		columns: apiKeyColumns,
		from: "api_key k",
		id: "k.id",
		where: (params) => {
			const owners = [...isOfAll ? [] : [actor.userId], ...ownerId === null ? [] : [ownerId]];
			if (!owners.every((id) => isId("user", id))) return "false";
			return owners.length === 0 ? "true" : owners.map((id) => `k.user_id = ${params.add(id)}`).join(" and ");
		},
		order: fixedOrder({
			value: "k.created_at",
			type: "timestamptz",
			direction: "DESC",
			isNullable: false
		}, {
			value: "k.id",
			type: "text",
			direction: "DESC",
			isNullable: false
		}),
		toNode: apiKeyOf
	};
}
// src/modules/api-key/secret.ts
var dayMs = 864e5;
var mostDays = 366;
var makeSecret = () => `mk_${randomBytes(32).toString("base64url")}`;
var inDays = (now, days) => instant(new Date(Date.parse(now) + days * dayMs));
/** In the future, and within a year: a key that nobody thinks of any more must end some day. */
function faultsOfExpiry(expiresAt, now) {
	const lifetime = Date.parse(expiresAt) - Date.parse(now);
	return lifetime <= 0 || lifetime > mostDays * dayMs ? [invalid("expiryRange", ["expiresAt"])] : [];
}
/** The key with its secret, which goes to whoever asked first and into no store. */
function toldOnce(written, secret) {
	if (written.kind !== "written") return written;
	return {
		...written,
		outcome: {
			apiKey: written.outcome,
			secret: written.isReplay ? null : secret
		}
	};
}
// src/modules/api-key/create-api-key.ts
var mostKeys = 50;
/** Makes a key of the caller's own. Its rights are theirs, cut to its scopes, for 90 days unless said, a year at most. */
async function createApiKey(writes, caller, input) {
	const secret = makeSecret();
	const { clientMutationId = null, ...asked } = input;
	return toldOnce(await writes.run({
		caller,
		operation: "createApiKey",
		clientMutationId,
		input: asked
	}, async (tx) => {
		const { now } = tx;
		const store = new ApiKeyStore(tx.sql);
		const expiresAt = input.expiresAt ?? inDays(now, 90);
		const faults = [...faultsOf$2(input, expiresAt, now), ...await faultsOfCount(store, caller)];
		if (faults.length > 0) return { refuse: faults };
		const apiKey = {
			id: typeidUnboxed("key"),
			userId: caller.actor.userId,
			name: input.name.trim(),
			prefix: secret.slice(0, 7),
			scopes: [...new Set(input.scopes)],
			createdAt: now,
			expiresAt,
			lastUsedAt: null,
			lastUsedAddress: null,
			previousUntil: null,
			revokedAt: null
		};
		await store.insert(apiKey, secretHash(secret));
		tx.audit({
			action: "CREATE_API_KEY",
			subjectId: apiKey.id,
			after: apiKey
		});
		return { commit: apiKey };
	}), secret);
}
var faultsOf$2 = ({ name, scopes }, expiresAt, now) => [
	...requiredText(name, limits.name, ["name"]),
	...scopes.length === 0 ? [invalid("required", ["scopes"])] : [],
	...faultsOfExpiry(expiresAt, now)
];
var faultsOfCount = async (store, { actor }) => await store.countLive(actor.userId) < mostKeys ? [] : [fault("LIMIT_EXCEEDED", "tooMany", [], { max: mostKeys })];
// src/modules/api-key/revoke-api-key.ts
/** Ends a key at once, on every node and on every open socket. One's own; an administrator anybody's. */
async function revokeApiKey({ writes, callers, wake }, caller, { id, clientMutationId = null }) {
	const subject = isId("apiKey", id) ? id : null;
	const written = await writes.run({
		caller,
		operation: "revokeApiKey",
		clientMutationId,
		input: { id }
	}, async (tx) => {
		const store = new ApiKeyStore(tx.sql);
		const apiKey = subject === null ? null : await store.locked(subject);
		if (!apiKey || !isWithin(caller, apiKey)) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		if (apiKey.revokedAt !== null) return { commit: apiKey };
		await store.revoke(id, tx.now);
		const after = {
			...apiKey,
			revokedAt: tx.now
		};
		tx.audit({
			action: "REVOKE_API_KEY",
			subjectId: id,
			before: apiKey,
			after
		});
		tx.afterCommit(() => {
			callers.told({ keyId: id });
			wake.publish(`rights:${apiKey.userId}`);
		});
		return { commit: after };
	});
	if (written.kind === "refused") await writes.auditRefusal(caller, "revokeApiKey", subject, written.refusal);
	return written;
}
/** Whose keys somebody sees and ends. */
var isWithin = ({ actor }, apiKey) => may(actor, apiKey.userId === actor.userId ? "key:own" : "key:others");
// src/modules/api-key/rotate-api-key.ts
var hourMs = 36e5;
var mostHours = 168;
/**
* Gives a key of the caller's own a new secret. It stays the same key, with its name, scopes and idempotency keys; the
* old secret goes on for the overlap, so that programs can change over one by one, and no longer than it would have.
* What is open by a secret that has ended is closed like what is open by a revoked key.
*/
async function rotateApiKey({ writes, callers, wake }, caller, input) {
	const secret = makeSecret();
	const { clientMutationId = null, ...asked } = input;
	return toldOnce(await writes.run({
		caller,
		operation: "rotateApiKey",
		clientMutationId,
		input: asked
	}, async (tx) => {
		const { now } = tx;
		const store = new ApiKeyStore(tx.sql);
		const before = isId("apiKey", input.id) ? await store.locked(input.id) : null;
		const expiresAt = input.expiresAt ?? inDays(now, 90);
		const faults = before ? faultsOf$1(caller, before, input, expiresAt, now) : notFound$2;
		if (!before || faults.length > 0) return { refuse: faults };
		const overlapEnd = instant(new Date(Date.parse(now) + input.overlapHours * hourMs));
		const previousUntil = overlapEnd < before.expiresAt ? overlapEnd : before.expiresAt;
		const after = {
			...before,
			prefix: secret.slice(0, 7),
			expiresAt,
			previousUntil: previousUntil > now ? previousUntil : null
		};
		await store.rotate(after, secretHash(secret));
		tx.audit({
			action: "ROTATE_API_KEY",
			subjectId: before.id,
			before,
			after
		});
		tx.afterCommit(() => {
			callers.told({ keyId: before.id });
			wake.publish(`rights:${before.userId}`);
		});
		return { commit: after };
	}), secret);
}
var notFound$2 = [fault("NOT_FOUND", "notFound", ["id"])];
function faultsOf$1({ actor }, key, { overlapHours }, expiresAt, now) {
	if (key.userId !== actor.userId) return may(actor, "key:others") ? [fault("FORBIDDEN", "notAllowed", ["id"])] : notFound$2;
	return [
		...key.revokedAt !== null || key.expiresAt <= now ? [invalid("keyEnded", ["id"])] : [],
		...overlapHours < 0 || overlapHours > mostHours ? [invalid("outOfRange", ["overlapHours"], {
			min: 0,
			max: mostHours
		})] : [],
		...faultsOfExpiry(expiresAt, now)
	];
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/decorateParam.js
function __decorateParam(paramIndex, decorator) {
	return function(target, key) {
		decorator(target, key, paramIndex);
	};
}
// src/modules/api-key/api-key.resolver.ts
var ApiKeyResolver = class ApiKeyResolver {
	apiKeys(ctx, page, ownerId) {
		return list(ctx, apiKeyList(ctx.caller.actor, ownerId), page);
	}
	async createApiKey(ctx, input) {
		return payload(ctx, input, await createApiKey(ctx.services.writes, ctx.caller, input), ({ apiKey, secret }) => ({
			apiKey,
			secret
		}));
	}
	async rotateApiKey(ctx, input) {
		return payload(ctx, input, await rotateApiKey(ctx.services, ctx.caller, input), ({ apiKey, secret }) => ({
			apiKey,
			secret
		}));
	}
	async revokeApiKey(ctx, input) {
		return payload(ctx, input, await revokeApiKey(ctx.services, ctx.caller, input), (apiKey) => ({ apiKey }));
	}
	async owner({ userId }, { loaders }) {
		const owner = await loaders.users.load(userId);
		if (!owner) throw new Error(`Key of nobody: ${userId}`);
		return owner;
	}
};
__decorate([
	Query(() => ApiKeyConnection, { description: "Your API keys, the newest first, ended ones among them; for an administrator everybody's." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("ownerId", () => ID, {
		nullable: true,
		description: "Only the keys of this person."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], ApiKeyResolver.prototype, "apiKeys", null);
__decorate([
	Mutation(() => CreateApiKeyPayload, { description: "Makes an API key of your own and tells its secret, once." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateApiKeyInput, { description: "What it is to be." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateApiKeyInput === "undefined" ? Object : CreateApiKeyInput]),
	__decorateMetadata("design:returntype", Promise)
], ApiKeyResolver.prototype, "createApiKey", null);
__decorate([
	Mutation(() => RotateApiKeyPayload, { description: "Gives an API key of your own a new secret, told once. The old one goes on for a while, so that programs can change over; both are one key." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RotateApiKeyInput, { description: "Which one, and how." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RotateApiKeyInput === "undefined" ? Object : RotateApiKeyInput]),
	__decorateMetadata("design:returntype", Promise)
], ApiKeyResolver.prototype, "rotateApiKey", null);
__decorate([
	Mutation(() => RevokeApiKeyPayload, { description: "Ends an API key, at once and for good. Ending one that has ended changes nothing." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RevokeApiKeyInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RevokeApiKeyInput === "undefined" ? Object : RevokeApiKeyInput]),
	__decorateMetadata("design:returntype", Promise)
], ApiKeyResolver.prototype, "revokeApiKey", null);
__decorate([
	FieldResolver(() => UserObject, { description: "The person as whom it acts." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], ApiKeyResolver.prototype, "owner", null);
ApiKeyResolver = __decorate([Resolver(() => ApiKeyObject)], ApiKeyResolver);
// src/graphql/amounts.ts
/** A sum as the caller gets it. What is withheld is named in the answer, the same whether there is a sum or not. */
function seenAmount({ caller, redacted }, field, sum) {
	if (!caller.actor.seesAmounts) redacted.add(field);
	return amountSeenBy(caller.actor, sum);
}
/** A step of a history or of the audit as the caller gets it. */
function seenStep({ caller, redacted }, step) {
	if (!caller.actor.seesAmounts && isAmount(step.field)) redacted.add("FieldChange.before").add("FieldChange.after");
	return stepSeenBy(caller.actor, step);
}
var seenConflict = ({ caller }, conflict) => conflictSeenBy(caller.actor, conflict);
/** Who does not see amounts can't ask by them either: a filter or an order would tell them. */
var amountsHidden = (argument) => new ApiError("FORBIDDEN", {
	say: (words) => words.errors.input.amountsHidden,
	extensions: { fields: [argument] }
});
/** In place of a condition on a sum. */
var hiddenAmount = (argument) => () => {
	throw amountsHidden(argument);
};
// src/modules/node/label.ts
/** The present name of what an id stands for, in the caller's language; null where it is no id, or names nothing any more. */
async function labelOf({ loaders, locale }, id) {
	switch (kindOfId(id)) {
		case "opportunity": return (await loaders.titles.load(id))?.title ?? null;
		case "pipeline": return (await loaders.pipelines.load(id))?.name ?? null;
		case "stage": {
			const stage = await loaders.stages.load(id);
			return stage && stageName(stage, locale);
		}
		case "user": return (await loaders.users.load(id))?.name ?? null;
		case "team": return (await loaders.teams.load(id))?.name ?? null;
		case "company": return (await loaders.companies.load(id))?.name ?? null;
		case "contact": return (await loaders.contacts.load(id))?.name ?? null;
		case "lostReason": {
			const reason = await loaders.lostReasons.load(id);
			return reason && lostReasonName(reason, locale);
		}
		case "apiKey": return (await loaders.apiKeys.load(id))?.name ?? null;
		default: return null;
	}
}
/** What a step's value stands for: one id, or a list of them as JSON. */
async function labelOfStep(ctx, field, value) {
	if (value === null) return null;
	if (field.endsWith("Id")) return labelOf(ctx, value);
	if (!field.endsWith("Ids")) return null;
	return (await Promise.all(idsIn(value).map(async (id) => await labelOf(ctx, id) ?? id))).join(", ");
}
function idsIn(json) {
	const ids = JSON.parse(json);
	return Array.isArray(ids) ? ids.filter((id) => typeof id === "string") : [];
}
// src/modules/opportunity/history-entry.object.ts
var HistoryKindEnum = describedEnum("HistoryKind", "What was done to an opportunity.", {
	CREATED: "It began; the changes are the values that it began with.",
	UPDATED: "Its fields were edited.",
	MOVED: "It went to another stage, of the same kind or from one open stage to another.",
	WON: "It was won.",
	LOST: "It was lost.",
	REOPENED: "It was taken back to an open stage.",
	DELETED: "It was deleted.",
	RESTORED: "It was brought back after a deletion.",
	IMPORTED: "A file changed it."
});
var FieldChangeObject = class FieldChangeObject {};
__decorate([Field(() => String, { description: "The name of the field; of what refers to something else, with `Id`: `ownerId`." }), __decorateMetadata("design:type", String)], FieldChangeObject.prototype, "field", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What stood there before."
}), __decorateMetadata("design:type", Object)], FieldChangeObject.prototype, "before", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What stood there after."
}), __decorateMetadata("design:type", Object)], FieldChangeObject.prototype, "after", void 0);
FieldChangeObject = __decorate([ObjectType("FieldChange", {
	description: "One field's step. Values are text in the API's own form (ids, decimals, ISO dates, a list as JSON); null is empty.",
	simpleResolvers: true
})], FieldChangeObject);
var HistoryEntryObject = class HistoryEntryObject {};
__decorate([Field(() => ID, { description: "Its id." }), __decorateMetadata("design:type", String)], HistoryEntryObject.prototype, "id", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was done; of what a file tells, when it was so." }), __decorateMetadata("design:type", String)], HistoryEntryObject.prototype, "at", void 0);
__decorate([Field(() => HistoryKindEnum, { description: "What was done." }), __decorateMetadata("design:type", Object)], HistoryEntryObject.prototype, "kind", void 0);
HistoryEntryObject = __decorate([ObjectType("HistoryEntry", {
	description: "One operation on an opportunity. Entries are never changed or removed.",
	simpleResolvers: true
})], HistoryEntryObject);
var HistoryEntryConnection = connectionOf("HistoryEntry", () => HistoryEntryObject, "operations");
// src/modules/audit/audit-action.object.ts
var AuditActionEnum = describedEnum("AuditAction", "What was done or tried. More will come: take one that you do not know as something else that was done.", {
	CREATE_OPPORTUNITY: "An opportunity began.",
	UPDATE_OPPORTUNITY: "An opportunity was edited.",
	MOVE_OPPORTUNITY: "An opportunity went to another stage, or to another place in its column (then `rank` alone changed).",
	REOPEN_OPPORTUNITY: "A closed opportunity was taken back.",
	DELETE_OPPORTUNITY: "An opportunity was deleted.",
	RESTORE_OPPORTUNITY: "A deleted opportunity was brought back.",
	IMPORT_OPPORTUNITIES: "A file made or changed an opportunity; one entry each.",
	CREATE_COMPANY: "A company was made.",
	UPDATE_COMPANY: "A company was edited.",
	DELETE_COMPANY: "A company was deleted.",
	CREATE_CONTACT: "A contact was made.",
	UPDATE_CONTACT: "A contact was edited.",
	DELETE_CONTACT: "A contact was deleted.",
	CREATE_PIPELINE: "A pipeline was made.",
	UPDATE_PIPELINE: "A pipeline was changed.",
	CREATE_STAGE: "A stage was added.",
	UPDATE_STAGE: "A stage was changed.",
	MOVE_STAGE: "A stage was put elsewhere in its pipeline.",
	DELETE_STAGE: "A stage was deleted.",
	CREATE_LOST_REASON: "A reason for losing was added.",
	UPDATE_LOST_REASON: "A reason for losing was renamed, withdrawn or offered again.",
	UPDATE_ORGANIZATION: "The organisation was changed.",
	UPDATE_VIEWER: "Somebody changed their own settings.",
	CREATE_API_KEY: "An API key was made.",
	ROTATE_API_KEY: "An API key got a new secret.",
	REVOKE_API_KEY: "An API key was ended.",
	ADD_USER: "A person came by an import or by the command line.",
	INVITE_USER: "A person was invited.",
	RESEND_INVITATION: "An invitation got a new link.",
	REVOKE_INVITATION: "An invitation was withdrawn.",
	ACCEPT_INVITATION: "A person accepted their invitation.",
	UPDATE_USER: "A person, their role or their rights were changed.",
	DEACTIVATE_USER: "A person was deactivated.",
	REACTIVATE_USER: "A person was let in again.",
	CREATE_TEAM: "A team was made.",
	UPDATE_TEAM: "A team was changed.",
	DELETE_TEAM: "A team was deleted.",
	SET_UP: "The organisation was set up.",
	SIGN_IN: "Somebody signed in, or tried to.",
	SIGN_OUT: "Somebody signed out.",
	REVOKE_SESSION: "A session was ended.",
	REVOKE_SESSIONS: "Somebody's sessions were ended.",
	CHANGE_PASSWORD: "Somebody changed their password.",
	REQUEST_PASSWORD_RESET: "Somebody asked for a link to set a new password.",
	RESET_PASSWORD: "Somebody set a new password by such a link.",
	ENABLE_TWO_FACTOR: "Somebody began to sign in with a second factor.",
	DISABLE_TWO_FACTOR: "Somebody signs in without a second factor again.",
	CLEAR_TWO_FACTOR: "An administrator took away somebody's lost second step.",
	ADD_PASSKEY: "Somebody added a passkey.",
	DELETE_PASSKEY: "Somebody removed a passkey.",
	LINK_ACCOUNT: "Somebody may sign in by another service.",
	UNLINK_ACCOUNT: "Somebody may no longer sign in by another service.",
	RESTORE_BACKUP: "A backup was restored: everything after it is gone."
});
var AuditOutcomeEnum = describedEnum("AuditOutcome", "What came of it.", {
	DONE: "It was done.",
	REFUSED: "It was refused, and nothing changed."
});
// src/modules/audit/audit-entry.object.ts
var AuditEntryObject = class AuditEntryObject {};
__decorate([Field(() => ID, { description: "Its id." }), __decorateMetadata("design:type", String)], AuditEntryObject.prototype, "id", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When, by the database's clock." }), __decorateMetadata("design:type", String)], AuditEntryObject.prototype, "at", void 0);
__decorate([Field(() => AuditActionEnum, { description: "What was done or tried." }), __decorateMetadata("design:type", Object)], AuditEntryObject.prototype, "action", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The network address that it came from; null of what the server or its command line did."
}), __decorateMetadata("design:type", Object)], AuditEntryObject.prototype, "address", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The program that it came by, in short: `Chrome 141, Windows`, `curl/8.5.0`. Programs may say anything."
}), __decorateMetadata("design:type", Object)], AuditEntryObject.prototype, "agent", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Of what it was done to, a node or not. Null: the organisation, or nothing that is known."
}), __decorateMetadata("design:type", Object)], AuditEntryObject.prototype, "subjectId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Why it was refused: a code of `UserErrorCode`, of an error, or of signing in. Null: it was done."
}), __decorateMetadata("design:type", Object)], AuditEntryObject.prototype, "refusal", void 0);
AuditEntryObject = __decorate([ObjectType("AuditEntry", {
	description: "Something that somebody did or tried. Entries are never changed or removed, and hold no secrets.",
	simpleResolvers: true
})], AuditEntryObject);
var AuditEntryConnection = connectionOf("AuditEntry", () => AuditEntryObject, "entries of the audit log");
// src/graphql/comparators.ts
var says = {
	eq: "Is this.",
	ne: "Is not this; an empty value is not either.",
	in: "Is one of these; an empty list matches nothing.",
	notIn: "Is none of these; an empty value is none either.",
	lt: "Is less than this; an empty value is not.",
	lte: "Is this or less.",
	gt: "Is more than this; an empty value is not.",
	gte: "Is this or more.",
	isNull: "Is empty, or with false: is not."
};
var optional = (description) => ({
	nullable: true,
	description
});
function equalityFilter(name, what, type) {
	let Comparators = class Comparators {};
	__decorate([Field(type, optional(says.eq)), __decorateMetadata("design:type", Object)], Comparators.prototype, "eq", void 0);
	__decorate([Field(type, optional(says.ne)), __decorateMetadata("design:type", Object)], Comparators.prototype, "ne", void 0);
	__decorate([Field(() => [type()], optional(says.in)), __decorateMetadata("design:type", Object)], Comparators.prototype, "in", void 0);
	__decorate([Field(() => [type()], optional(says.notIn)), __decorateMetadata("design:type", Object)], Comparators.prototype, "notIn", void 0);
	Comparators = __decorate([InputType(name, { description: `Conditions on ${what}; all that are given must hold.` })], Comparators);
	return Comparators;
}
function rangeFilter(name, what, type) {
	let Comparators = class Comparators {};
	__decorate([Field(type, optional(says.eq)), __decorateMetadata("design:type", Object)], Comparators.prototype, "eq", void 0);
	__decorate([Field(type, optional(says.ne)), __decorateMetadata("design:type", Object)], Comparators.prototype, "ne", void 0);
	__decorate([Field(() => [type()], optional(says.in)), __decorateMetadata("design:type", Object)], Comparators.prototype, "in", void 0);
	__decorate([Field(() => [type()], optional(says.notIn)), __decorateMetadata("design:type", Object)], Comparators.prototype, "notIn", void 0);
	__decorate([Field(type, optional(says.lt)), __decorateMetadata("design:type", Object)], Comparators.prototype, "lt", void 0);
	__decorate([Field(type, optional(says.lte)), __decorateMetadata("design:type", Object)], Comparators.prototype, "lte", void 0);
	__decorate([Field(type, optional(says.gt)), __decorateMetadata("design:type", Object)], Comparators.prototype, "gt", void 0);
	__decorate([Field(type, optional(says.gte)), __decorateMetadata("design:type", Object)], Comparators.prototype, "gte", void 0);
	__decorate([Field(() => Boolean, optional(says.isNull)), __decorateMetadata("design:type", Object)], Comparators.prototype, "isNull", void 0);
	Comparators = __decorate([InputType(name, { description: `Conditions on ${what}; all that are given must hold.` })], Comparators);
	return Comparators;
}
var DecimalFilter = rangeFilter("DecimalFilter", "an exact number", () => DecimalScalar);
var FloatFilter = rangeFilter("FloatFilter", "a number", () => Float);
var DateFilter = rangeFilter("DateFilter", "a day", () => DateScalar);
var DateTimeFilter = rangeFilter("DateTimeFilter", "a moment", () => DateTimeScalar);
var CurrencyCodeFilter = equalityFilter("CurrencyCodeFilter", "a currency", () => CurrencyCodeScalar);
var OpportunityStatusFilter = equalityFilter("OpportunityStatusFilter", "a status", () => OpportunityStatusEnum);
var ProbabilitySourceFilter = equalityFilter("ProbabilitySourceFilter", "where a probability comes from", () => ProbabilitySourceEnum);
var RoleFilter = equalityFilter("RoleFilter", "a role", () => RoleEnum);
var UserStateFilter = equalityFilter("UserStateFilter", "where somebody stands", () => UserStateEnum);
var StageKindFilter = equalityFilter("StageKindFilter", "the kind of a stage", () => StageKindEnum);
var IDFilter = class IDFilter {};
__decorate([Field(() => ID, optional(says.eq)), __decorateMetadata("design:type", Object)], IDFilter.prototype, "eq", void 0);
__decorate([Field(() => ID, optional(says.ne)), __decorateMetadata("design:type", Object)], IDFilter.prototype, "ne", void 0);
__decorate([Field(() => [ID], optional(says.in)), __decorateMetadata("design:type", Object)], IDFilter.prototype, "in", void 0);
__decorate([Field(() => [ID], optional(says.notIn)), __decorateMetadata("design:type", Object)], IDFilter.prototype, "notIn", void 0);
__decorate([Field(() => Boolean, optional(says.isNull)), __decorateMetadata("design:type", Object)], IDFilter.prototype, "isNull", void 0);
IDFilter = __decorate([InputType("IDFilter", { description: "Conditions on an id; all that are given must hold. An unknown id matches nothing." })], IDFilter);
var StringFilter = class StringFilter {};
__decorate([Field(() => String, optional("Is exactly this, letter by letter.")), __decorateMetadata("design:type", Object)], StringFilter.prototype, "eq", void 0);
__decorate([Field(() => String, optional(says.ne)), __decorateMetadata("design:type", Object)], StringFilter.prototype, "ne", void 0);
__decorate([Field(() => [String], optional(says.in)), __decorateMetadata("design:type", Object)], StringFilter.prototype, "in", void 0);
__decorate([Field(() => [String], optional(says.notIn)), __decorateMetadata("design:type", Object)], StringFilter.prototype, "notIn", void 0);
__decorate([Field(() => String, optional("Has this in it. Case, accents, đ and runs of spaces do not count; `%` and `_` stand for themselves.")), __decorateMetadata("design:type", Object)], StringFilter.prototype, "contains", void 0);
__decorate([Field(() => String, optional("Begins with this; compared as `contains` does.")), __decorateMetadata("design:type", Object)], StringFilter.prototype, "startsWith", void 0);
__decorate([Field(() => Boolean, optional(says.isNull)), __decorateMetadata("design:type", Object)], StringFilter.prototype, "isNull", void 0);
StringFilter = __decorate([InputType("StringFilter", { description: "Conditions on a text; all that are given must hold." })], StringFilter);
var BooleanFilter = class BooleanFilter {};
__decorate([Field(() => Boolean, optional(says.eq)), __decorateMetadata("design:type", Object)], BooleanFilter.prototype, "eq", void 0);
__decorate([Field(() => Boolean, optional("Is not this.")), __decorateMetadata("design:type", Object)], BooleanFilter.prototype, "ne", void 0);
BooleanFilter = __decorate([InputType("BooleanFilter", { description: "Conditions on a yes or no." })], BooleanFilter);
var TagsFilter = class TagsFilter {};
__decorate([Field(() => [String], optional("Has at least one of these; an empty list matches nothing.")), __decorateMetadata("design:type", Object)], TagsFilter.prototype, "hasAny", void 0);
__decorate([Field(() => [String], optional("Has every one of these; an empty list matches all.")), __decorateMetadata("design:type", Object)], TagsFilter.prototype, "hasAll", void 0);
__decorate([Field(() => Boolean, optional("Has none at all, or with false: has some.")), __decorateMetadata("design:type", Object)], TagsFilter.prototype, "isEmpty", void 0);
TagsFilter = __decorate([InputType("TagsFilter", { description: "Conditions on a set of words, each compared as a whole." })], TagsFilter);
// src/graphql/search.ts
var longestSearch = 200;
var mostWords = 10;
/** A folded text as a LIKE pattern's literal part. */
var escapedFold = (sql) => `regexp_replace(mekong_fold(${sql}), '([\\\\%_])', '\\\\\\1', 'g')`;
/** What may stand before a word besides a space. */
var openings = [
	" ",
	"(",
	"\"",
	"'",
	"-",
	"/",
	".",
	"&",
	",",
	"#",
	"@",
	"_",
	"+"
];
/** The words of a search; none when it is blank. */
function wordsOf(search) {
	const term = (search ?? "").trim();
	if (!isStorable(term)) throw badInput("notStorable");
	if (lengthOf(term) > longestSearch) throw badInput("searchTooLong", { max: longestSearch });
	return term === "" ? [] : term.split(/\s+/u).slice(0, mostWords);
}
/**
* Every word of the search is in the folded text: anywhere with three letters or more, which the trigram index finds;
* a shorter one at the beginning of a word, which it finds too, where a fragment of two letters would be all over.
*/
function matchesAll(folded, search, params) {
	const conditions = wordsOf(search).map((word) => {
		const literal = escapedFold(`${params.add(word)}::text`);
		if (lengthOf(fold(word)) >= 3) return `${folded} like '%' || ${literal} || '%'`;
		const places = openings.map((opening) => `${folded} like ${sqlText(`%${escapeLike(opening)}`)} || ${literal} || '%'`);
		return `(${[`${folded} like ${literal} || '%'`, ...places].join(" or ")})`;
	});
	return conditions.length === 0 ? "true" : `(${conditions.join(" and ")})`;
}
var escapeLike = (text) => text.replace(/[\\%_]/g, (letter) => `\\${letter}`);
var sqlText = (text) => `'${text.replaceAll("'", "''")}'`;
/**
* How well a row fits, 0 best: first what has the words with their accents as typed, then what begins with the whole
* search, then the rest. `plain` is the text as people wrote it, `head` the folded text whose beginning counts.
*/
function score(plain, head, search, params) {
	const words = wordsOf(search);
	const hasAccents = words.map((word) => `strpos(lower(normalize(${plain}, nfc) collate "vi-x-icu"), ${params.add(lowered(word))}::text) > 0`);
	const begins = `${head} like ${escapedFold(`${params.add(words.join(" "))}::text`)} || '%'`;
	return `(case when ${hasAccents.join(" and ")} then 0 else 2 end + case when ${begins} then 0 else 1 end)`;
}
var lowered = (word) => word.normalize("NFC").toLocaleLowerCase("vi");
// src/graphql/filter.ts
/** What a filter may ask for at most, so that no caller can make the database think for minutes. */
var most = {
	levels: 8,
	conditions: 100,
	listEntries: 1e3
};
/** SQL that holds for exactly the rows that a filter lets through. Values are parameters, never text. */
function compileFilter(spec, filter, at) {
	return filter ? compile(spec, filter, {
		...at,
		level: 1,
		spent: { conditions: 0 }
	}) : "true";
}
function compile(spec, filter, place) {
	if (place.level > most.levels) throw badInput("filterTooDeep", { max: most.levels });
	const inner = (part) => compile(spec, part, {
		...place,
		level: place.level + 1
	});
	const parts = [
		...(filter.and ?? []).map(inner),
		...filter.or ? [filter.or.length === 0 ? "false" : `(${filter.or.map(inner).join(" or ")})`] : [],
		...filter.not ? [`(${inner(filter.not)}) is not true`] : []
	];
	for (const field of Object.keys(spec)) {
		const value = filter[field];
		if (value === null || value === void 0) continue;
		spend(place);
		parts.push(spec[field](value, place));
	}
	const asked = parts.filter((part) => part !== everything);
	return asked.length === 0 ? everything : `(${asked.join(" and ")})`;
}
/** What a filter that asks nothing lets through. */
var everything = "true";
function spend({ spent }) {
	spent.conditions += 1;
	if (spent.conditions > most.conditions) throw badInput("filterTooLarge", { max: most.conditions });
}
var column = (name) => (alias) => `${alias}.${name}`;
/** Text that the database can't hold is in no row, and would be an error of its own. */
function storable(value) {
	if (typeof value === "string" && !isStorable(value)) throw badInput("notStorable");
	return value;
}
function listOf(values) {
	if (values.length > most.listEntries) throw badInput("listTooLong", { max: most.listEntries });
	return values.map(storable);
}
/** Comparators of a value with a type in SQL. */
function compared(of, type) {
	return (filter, place) => {
		const sql = of(place.alias, place);
		const value = (v) => `${place.params.add(storable(v))}::${type}`;
		const list = (v) => `${sql} = any(${place.params.add(listOf(v))}::${type}[])`;
		return all(place, [
			[filter.eq, (v) => `${sql} = ${value(v)}`],
			[filter.ne, (v) => `${sql} is distinct from ${value(v)}`],
			[filter.lt, (v) => `${sql} < ${value(v)}`],
			[filter.lte, (v) => `${sql} <= ${value(v)}`],
			[filter.gt, (v) => `${sql} > ${value(v)}`],
			[filter.gte, (v) => `${sql} >= ${value(v)}`],
			...lists(filter, list),
			...emptiness(filter.isNull, sql)
		]);
	};
}
/** Comparators of a text; `folded` names a stored column with the folded text, where there is one. */
function text(of, folded) {
	return (filter, place) => {
		const sql = of(place.alias, place);
		const value = (v) => `${place.params.add(storable(v))}::text`;
		const foldedSql = folded ? folded(place.alias, place) : `mekong_fold(${sql})`;
		return all(place, [
			[filter.eq, (v) => `${sql} = ${value(v)}`],
			[filter.ne, (v) => `${sql} is distinct from ${value(v)}`],
			[filter.contains, (v) => `${foldedSql} like '%' || ${escapedFold(value(v))} || '%'`],
			[filter.startsWith, (v) => `${foldedSql} like ${escapedFold(value(v))} || '%'`],
			...lists(filter, (v) => `${sql} = any(${place.params.add(listOf(v))}::text[])`),
			...emptiness(filter.isNull, sql)
		]);
	};
}
var flag = (of) => (filter, place) => compared(of, "boolean")(filter, place);
var words = (of) => (filter, place) => {
	const sql = of(place.alias, place);
	const list = (v) => `${place.params.add(listOf(v))}::text[]`;
	return all(place, [
		[filter.hasAny, (v) => `${sql} && ${list(v)}`],
		[filter.hasAll, (v) => `${sql} @> ${list(v)}`],
		[filter.isEmpty, (v) => `cardinality(${sql}) ${v ? "=" : ">"} 0`]
	]);
};
/** Comparators of an id that must be among several of the row's own. `of` is SQL for their array. */
var ofSet = (of) => (filter, place) => {
	const sql = of(place);
	const holds = (ids) => `${sql} && ${place.params.add(listOf(ids))}::text[]`;
	return all(place, [
		[filter.eq, (v) => holds([v])],
		[filter.ne, (v) => `not (${holds([v])})`],
		[filter.in, holds],
		[filter.notIn, (v) => `not (${holds(v)})`],
		[filter.isNull, (v) => `cardinality(${sql}) ${v ? "=" : ">"} 0`]
	]);
};
/** Conditions on what the row refers to: a row that refers to nothing does not pass, unless nothing is asked. */
function related(table, reference, spec) {
	return (filter, place) => {
		const alias = `${place.alias}_${reference.replace(/_id$/, "")}`;
		const inner = compile(spec(), filter, {
			...place,
			alias,
			level: place.level + 1
		});
		if (inner === everything) return everything;
		return `exists (select 1 from ${table} ${alias} where ${alias}.id = ${place.alias}.${reference} and ${inner})`;
	};
}
function all(place, comparisons) {
	const given = comparisons.filter(([value]) => value !== null && value !== void 0);
	if (given.length === 0) return everything;
	return `(${given.map(([value, sql]) => (spend(place), sql(value))).join(" and ")})`;
}
var lists = (filter, isIn) => [[filter.in, isIn], [filter.notIn, (values) => `(${isIn(values)}) is not true`]];
var emptiness = (isNull, sql) => [[isNull, (wanted) => `${sql} is ${wanted ? "" : "not "}null`]];
// src/graphql/order.inputs.ts
/** The fields by which a list can be sorted. */
var describedOrder = (name, plural, fields) => describedEnum(name, `By what ${plural} can be sorted. What is equal is sorted by id.`, fields);
/** `{field, direction}` over those fields. */
function orderInput(name, plural, field) {
	let Order = class Order {};
	__decorate([Field(field, { description: "By what." }), __decorateMetadata("design:type", Object)], Order.prototype, "field", void 0);
	__decorate([Field(() => OrderDirectionEnum, {
		defaultValue: "ASC",
		description: "Which end comes first."
	}), __decorateMetadata("design:type", Object)], Order.prototype, "direction", void 0);
	Order = __decorate([InputType(name, { description: `One step in the order of ${plural}.` })], Order);
	return Order;
}
// src/modules/audit/audit.filter.ts
var AuditActionFilter = equalityFilter("AuditActionFilter", "what was done", () => AuditActionEnum);
var AuditOutcomeFilter = equalityFilter("AuditOutcomeFilter", "what came of it", () => AuditOutcomeEnum);
var AuditFilter = class AuditFilter {};
__decorate([Field(() => [AuditFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "and", void 0);
__decorate([Field(() => [AuditFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "or", void 0);
__decorate([Field(() => AuditFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "not", void 0);
__decorate([Field(() => DateTimeFilter, {
	nullable: true,
	description: "By when."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "at", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By the person who did it."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "actorId", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By the session or API key that it came by."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "viaId", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By what it was done to."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "subjectId", void 0);
__decorate([Field(() => AuditActionFilter, {
	nullable: true,
	description: "By what was done."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "action", void 0);
__decorate([Field(() => AuditOutcomeFilter, {
	nullable: true,
	description: "By what came of it."
}), __decorateMetadata("design:type", Object)], AuditFilter.prototype, "outcome", void 0);
AuditFilter = __decorate([InputType("AuditFilter", { description: "Which entries; everything that is given must hold." })], AuditFilter);
/** What is done to opportunities stands in their history, everything else in the audit: a refusal too. */
var ofHistory = new Set(auditActions.filter((action) => action.endsWith("_OPPORTUNITY") || action === "IMPORT_OPPORTUNITIES"));
/** Who asks for certain actions that no history has leaves the histories unread, which are most of the log. */
var action = (filter, place) => {
	const condition = compared(column("action"), "text")(filter, place);
	const asked = [...filter.eq ? [filter.eq] : [], ...filter.in ?? []];
	return asked.length > 0 && !asked.some((one) => ofHistory.has(one)) ? `(not ${place.alias}.of_history and ${condition})` : condition;
};
var auditFilter = {
	at: compared(column("at"), "timestamptz"),
	actorId: compared(column("actor_id"), "text"),
	viaId: compared(column("via_id"), "text"),
	subjectId: compared(column("subject_id"), "text"),
	action,
	outcome: compared((alias) => `(case when ${alias}.refusal is null then 'DONE' else 'REFUSED' end)`, "text")
};
var AuditOrderFieldEnum = describedOrder("AuditOrderField", "the audit log", { AT: "By when it was done." });
var AuditOrder = orderInput("AuditOrder", "the audit log", () => AuditOrderFieldEnum);
var auditOrder = { AT: {
	value: "l.at",
	type: "timestamptz",
	isNullable: false
} };
// src/modules/audit/audit.list.ts
/** All that was done or tried, the latest first. The view `audit_log` makes one list of audit and histories. */
var auditList = ({ locale, filter, orderBy }) => ({
	name: "auditLog",
	boundTo: [filter, orderBy],
	columns: "l.id, l.at, l.actor_id, l.via_id, l.address, l.agent, l.action, l.subject_id, l.changes, l.refusal",
	from: "audit_log l",
	id: "l.id",
	where: (params) => compileFilter(auditFilter, filter, {
		alias: "l",
		params,
		locale
	}),
	order: compileOrder(auditOrder, "l.id", orderBy, {
		field: "AT",
		direction: "DESC"
	}),
	toNode: (row) => ({
		id: row.id,
		at: instant(row.at),
		actorId: row.actor_id,
		viaId: row.via_id,
		address: row.address,
		agent: row.agent,
		action: row.action,
		subjectId: row.subject_id,
		changes: row.changes,
		refusal: row.refusal
	})
});
// src/modules/audit/audit.resolver.ts
var AuditResolver = class AuditResolver {
	auditLog(ctx, page, filter, orderBy) {
		return list(ctx, auditList({
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
	async actor({ actorId }, { loaders }) {
		return actorId === null ? null : loaders.users.load(actorId);
	}
	async apiKey({ viaId }, { loaders }) {
		return viaId === null ? null : loaders.apiKeys.load(viaId);
	}
	sessionId({ viaId }) {
		return viaId?.startsWith("ses_") === true ? viaId : null;
	}
	async subjectLabel({ subjectId }, ctx) {
		return subjectId === null ? null : labelOf(ctx, subjectId);
	}
	changes({ changes }, ctx) {
		return changes.map((step) => seenStep(ctx, step));
	}
	outcome({ refusal }) {
		return refusal === null ? "DONE" : "REFUSED";
	}
};
__decorate([
	Query(() => AuditEntryConnection, { description: "Who did or tried what, when and from where: every mutation, every sign-in, and what administrators were refused. For administrators, whatever their visibility." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => AuditFilter, {
		nullable: true,
		description: "Which entries."
	})),
	__decorateParam(3, Arg("orderBy", () => [AuditOrder], {
		nullable: true,
		description: "In which order; the latest first unless given."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], AuditResolver.prototype, "auditLog", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who; null where nobody known did it, as at a refused sign-in, or the server by itself."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], AuditResolver.prototype, "actor", null);
__decorate([
	FieldResolver(() => ApiKeyObject, {
		nullable: true,
		description: "The API key that it came by, if one."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], AuditResolver.prototype, "apiKey", null);
__decorate([
	FieldResolver(() => ID, {
		nullable: true,
		description: "The session that it came by, if one."
	}),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Object)
], AuditResolver.prototype, "sessionId", null);
__decorate([
	FieldResolver(() => String, {
		nullable: true,
		description: "What `subjectId` stands for now: a name or title in the caller's language; null if nothing is left."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], AuditResolver.prototype, "subjectLabel", null);
__decorate([
	FieldResolver(() => [FieldChangeObject], { description: "Which fields changed, and how; of something new or deleted all that it had. Of an amount only that it changed, if you may not see amounts." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Array)
], AuditResolver.prototype, "changes", null);
__decorate([
	FieldResolver(() => AuditOutcomeEnum, { description: "What came of it." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Object)
], AuditResolver.prototype, "outcome", null);
AuditResolver = __decorate([Resolver(() => AuditEntryObject)], AuditResolver);
// src/modules/opportunity/opportunity.object.ts
var OpportunityObject = class OpportunityObject extends NodeObject {};
__decorate([Field(() => String, { description: "What it is about, at most 500 characters." }), __decorateMetadata("design:type", String)], OpportunityObject.prototype, "title", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "More about it, in plain text of at most 50,000 characters."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "description", void 0);
__decorate([Field(() => OpportunityStatusEnum, { description: "Open, won or lost, as the kind of its stage says." }), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "status", void 0);
__decorate([Field(() => CurrencyCodeScalar, { description: "The currency of its amount, there without an amount too; the pipeline's unless another was written." }), __decorateMetadata("design:type", String)], OpportunityObject.prototype, "currency", void 0);
__decorate([Field(() => ProbabilitySourceEnum, { description: "Whether the probability is the default of its stage or set by hand." }), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "probabilitySource", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Where it came from, in a word: a fair, the website, a referral."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "source", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "By which medium it came, as campaigns are tagged."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "medium", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "By which campaign it came."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "campaign", void 0);
__decorate([Field(() => [String], { description: "Words to find it by, in the order in which they were written." }), __decorateMetadata("design:type", Array)], OpportunityObject.prototype, "tags", void 0);
__decorate([Field(() => DateScalar, {
	nullable: true,
	description: "The day on which it should close, in the organisation's time zone."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "expectedCloseDate", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it entered the stage in which it is." }), __decorateMetadata("design:type", String)], OpportunityObject.prototype, "stageEnteredAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it began." }), __decorateMetadata("design:type", String)], OpportunityObject.prototype, "createdAt", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When it was won or lost; null while it is open. Reopening empties it."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "closedAt", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When it was deleted; it can be restored for 30 days from then. Null for everything on a board."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "deletedAt", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What else there is to say about its loss."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "lostNote", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its id in another system, unique in the organisation; imports find it by this."
}), __decorateMetadata("design:type", Object)], OpportunityObject.prototype, "externalId", void 0);
__decorate([Field(() => String, { description: "Its place in its column: an integer in decimal, compared as a number, then by id. Given by the server alone; a new place does not raise `version`." }), __decorateMetadata("design:type", String)], OpportunityObject.prototype, "rank", void 0);
__decorate([Field(() => Int, { description: "Counts the edits of its own fields, from 1. What you saw, to be given as `expectedVersion`." }), __decorateMetadata("design:type", Number)], OpportunityObject.prototype, "version", void 0);
OpportunityObject = __decorate([ObjectType("Opportunity", {
	implements: NodeObject,
	description: "One possible sale: a card on a board.",
	simpleResolvers: true
})], OpportunityObject);
var OpportunityConnection = connectionOf("Opportunity", () => OpportunityObject, "opportunities");
// src/modules/pipeline/stage.object.ts
var StageObject = class StageObject extends NodeObject {};
__decorate([Field(() => StageKindEnum, { description: "What it means: it decides the status of what is in it." }), __decorateMetadata("design:type", Object)], StageObject.prototype, "kind", void 0);
__decorate([Field(() => StageColorEnum, { description: "The colour that marks it." }), __decorateMetadata("design:type", Object)], StageObject.prototype, "color", void 0);
__decorate([Field(() => Int, { description: "Its place from the left, from 0, without gaps." }), __decorateMetadata("design:type", Number)], StageObject.prototype, "position", void 0);
__decorate([Field(() => Boolean, { description: "Whether boards begin with its column folded." }), __decorateMetadata("design:type", Boolean)], StageObject.prototype, "isFolded", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "Days in this stage after which an opportunity counts as too old; null: never."
}), __decorateMetadata("design:type", Object)], StageObject.prototype, "rottenAfterDays", void 0);
StageObject = __decorate([ObjectType("Stage", {
	implements: NodeObject,
	description: "A step of a pipeline, a column of its board.",
	simpleResolvers: true
})], StageObject);
// src/modules/board/board-event.object.ts
var BoardEventTypeEnum = describedEnum("BoardEventType", "What happened on a board, as you see it.", {
	OPPORTUNITY_CREATED: "A card was made: put `opportunity` in.",
	OPPORTUNITY_UPDATED: "Fields of a card changed: replace it by `opportunity`.",
	OPPORTUNITY_MOVED: "A card has a new place: take it out and put `opportunity` in.",
	OPPORTUNITY_DELETED: "A card was deleted: take `opportunityId` out.",
	OPPORTUNITY_ENTERED: "A card that was not on your board is on it now: restored, transferred, or come into your sight. Put `opportunity` in.",
	OPPORTUNITY_LEFT: "A card is no longer on your board, by transfer or because you may not see it: take `opportunityId` out.",
	COLUMN_RERANKED: "Cards got other ranks in the same order: `ranks`. No card changed its column.",
	COLUMNS_CHANGED: "Totals changed though no card did: `columns`.",
	BULK_CHANGED: "An import or a bulk change of up to 500 cards: take `opportunityIds` out and read the columns named in `columns` again.",
	PIPELINE_CHANGED: "Stages or settings of the pipeline changed: read them again."
});
var BoardColumnTotalsObject = class BoardColumnTotalsObject {};
__decorate([Field(() => ID, { description: "The stage whose column it is." }), __decorateMetadata("design:type", String)], BoardColumnTotalsObject.prototype, "stageId", void 0);
BoardColumnTotalsObject = __decorate([ObjectType("BoardColumnTotals", {
	description: "A column's new totals, as of the event that carries them.",
	simpleResolvers: true
})], BoardColumnTotalsObject);
var CardRankObject = class CardRankObject {};
__decorate([Field(() => ID, {
	name: "opportunityId",
	description: "The card."
}), __decorateMetadata("design:type", String)], CardRankObject.prototype, "id", void 0);
__decorate([Field(() => String, { description: "Its new rank: an integer in decimal." }), __decorateMetadata("design:type", String)], CardRankObject.prototype, "rank", void 0);
CardRankObject = __decorate([ObjectType("CardRank", { description: "A new place of a card that moved aside." })], CardRankObject);
var BoardEventObject = class BoardEventObject {};
__decorate([Field(() => Int, { description: "Its number in the board's feed, from 1." }), __decorateMetadata("design:type", Number)], BoardEventObject.prototype, "seq", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was written, by the database's clock." }), __decorateMetadata("design:type", String)], BoardEventObject.prototype, "at", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The `clientMutationId` of the mutation behind it: how a client recognises its own change."
}), __decorateMetadata("design:type", Object)], BoardEventObject.prototype, "clientMutationId", void 0);
__decorate([Field(() => BoardEventTypeEnum, { description: "What happened." }), __decorateMetadata("design:type", Object)], BoardEventObject.prototype, "type", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The card; null exactly on BULK_CHANGED, COLUMN_RERANKED, COLUMNS_CHANGED and PIPELINE_CHANGED. Set where the card itself is no longer yours to see."
}), __decorateMetadata("design:type", Object)], BoardEventObject.prototype, "opportunityId", void 0);
__decorate([Field(() => [CardRankObject], { description: "New ranks of other cards that you see; apply them together with the change." }), __decorateMetadata("design:type", Array)], BoardEventObject.prototype, "ranks", void 0);
__decorate([Field(() => [ID], { description: "On BULK_CHANGED: the changed cards that you saw before or see after." }), __decorateMetadata("design:type", Array)], BoardEventObject.prototype, "opportunityIds", void 0);
BoardEventObject = __decorate([ObjectType("BoardEvent", {
	description: "One committed change of a board as you see it. Events of a board have numbers without gaps in the order of commits; numbers that you do not get are of changes that you may not see. Applying an event twice changes nothing.",
	simpleResolvers: true
})], BoardEventObject);
// src/modules/board/column-totals.object.ts
var CurrencyTotalObject = class CurrencyTotalObject {};
__decorate([Field(() => CurrencyCodeScalar, { description: "The currency." }), __decorateMetadata("design:type", String)], CurrencyTotalObject.prototype, "currency", void 0);
__decorate([Field(() => Int, { description: "How many cards are in it, those without an amount too." }), __decorateMetadata("design:type", Number)], CurrencyTotalObject.prototype, "count", void 0);
CurrencyTotalObject = __decorate([ObjectType("CurrencyTotal", {
	description: "What a column holds in one currency.",
	simpleResolvers: true
})], CurrencyTotalObject);
var ColumnTotalsObject = class ColumnTotalsObject {};
__decorate([Field(() => Int, { description: "How many cards." }), __decorateMetadata("design:type", Number)], ColumnTotalsObject.prototype, "count", void 0);
ColumnTotalsObject = __decorate([ObjectType("ColumnTotals", {
	description: "What a column holds over all its cards that you may see, loaded or not.",
	simpleResolvers: true
})], ColumnTotalsObject);
// src/modules/board/board-event.resolver.ts
var BoardEventResolver = class BoardEventResolver {
	async actor({ actorId }, { loaders }) {
		return actorId === null ? null : loaders.users.load(actorId);
	}
	opportunity({ card }) {
		return card;
	}
	async fromStage({ fromStageId }, { loaders }) {
		return fromStageId === null ? null : loaders.stages.load(fromStageId);
	}
	async toStage({ toStageId }, { loaders }) {
		return toStageId === null ? null : loaders.stages.load(toStageId);
	}
	columns({ columns, pipelineId }) {
		return columns.map((column) => ({
			...column,
			pipelineId
		}));
	}
};
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who did it; null when the server did."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], BoardEventResolver.prototype, "actor", null);
__decorate([
	FieldResolver(() => OpportunityObject, {
		nullable: true,
		description: "The card right after the change; null when it was deleted or left your sight."
	}),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Object)
], BoardEventResolver.prototype, "opportunity", null);
__decorate([
	FieldResolver(() => StageObject, {
		nullable: true,
		description: "The stage that the card left, if you saw it there."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], BoardEventResolver.prototype, "fromStage", null);
__decorate([
	FieldResolver(() => StageObject, {
		nullable: true,
		description: "The stage that the card entered, if you see it there."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], BoardEventResolver.prototype, "toStage", null);
__decorate([
	FieldResolver(() => [BoardColumnTotalsObject], { description: "The columns whose totals changed for you, with the totals right after this event: over everything that you see, unfiltered." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Array)
], BoardEventResolver.prototype, "columns", null);
BoardEventResolver = __decorate([Resolver(() => BoardEventObject)], BoardEventResolver);
var BoardColumnTotalsResolver = class BoardColumnTotalsResolver {
	async totals({ pipelineId, totals }, { loaders }) {
		const pipeline = await loaders.pipelines.load(pipelineId);
		if (!pipeline) throw new Error(`An event of no pipeline: ${pipelineId}`);
		return {
			...totals,
			currency: pipeline.currency
		};
	}
};
__decorate([
	FieldResolver(() => ColumnTotalsObject, { description: "What the column holds after the event." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], BoardColumnTotalsResolver.prototype, "totals", null);
BoardColumnTotalsResolver = __decorate([Resolver(() => BoardColumnTotalsObject)], BoardColumnTotalsResolver);
// src/modules/pipeline/pipeline.object.ts
var PipelineObject = class PipelineObject extends NodeObject {};
__decorate([Field(() => String, { description: "Its name." }), __decorateMetadata("design:type", String)], PipelineObject.prototype, "name", void 0);
__decorate([Field(() => CurrencyCodeScalar, { description: "What its opportunities are in unless they say otherwise, and what its totals are in." }), __decorateMetadata("design:type", String)], PipelineObject.prototype, "currency", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was made." }), __decorateMetadata("design:type", Object)], PipelineObject.prototype, "createdAt", void 0);
PipelineObject = __decorate([ObjectType("Pipeline", {
	implements: NodeObject,
	description: "A way of selling, as stages from the left to the right. Each has its board.",
	simpleResolvers: true
})], PipelineObject);
var PipelineConnection = connectionOf("Pipeline", () => PipelineObject, "pipelines");
// src/modules/board/board.object.ts
var BoardFields = class BoardFields {};
__decorate([Field(() => String, { description: "The position of its feed, to go on from with `boardEvents(after:)` or `changes(after:)`. Opaque." }), __decorateMetadata("design:type", String)], BoardFields.prototype, "cursor", void 0);
__decorate([Field(() => Int, { description: "The number of the last change that is in it. A page joins a board that is kept live only at the same seq: hold one that is ahead, read one that is behind again." }), __decorateMetadata("design:type", Number)], BoardFields.prototype, "seq", void 0);
__decorate([Field(() => PipelineObject, { description: "Its pipeline, as of the same moment." }), __decorateMetadata("design:type", Object)], BoardFields.prototype, "pipeline", void 0);
BoardFields = __decorate([ObjectType({
	description: "A board at one moment.",
	simpleResolvers: true
})], BoardFields);
var BoardObject = class BoardObject extends BoardFields {};
BoardObject = __decorate([ObjectType("Board", {
	description: "A pipeline as columns of cards. All of it is of one moment: `seq`.",
	simpleResolvers: true
})], BoardObject);
var BoardColumnObject = class BoardColumnObject {};
__decorate([Field(() => StageObject, { description: "The stage." }), __decorateMetadata("design:type", Object)], BoardColumnObject.prototype, "stage", void 0);
BoardColumnObject = __decorate([ObjectType("BoardColumn", {
	description: "One stage of a board with what is in it.",
	simpleResolvers: true
})], BoardColumnObject);
var BoardColumnsArgs = class BoardColumnsArgs {};
__decorate([Field(() => [ID], {
	nullable: true,
	description: "Only these columns, for instance to read on in a single one; unknown stages are left out. All by default."
}), __decorateMetadata("design:type", Object)], BoardColumnsArgs.prototype, "stageIds", void 0);
BoardColumnsArgs = __decorate([ArgsType()], BoardColumnsArgs);
var ColumnCardsArgs = class ColumnCardsArgs {};
__decorate([Field(() => Int, {
	nullable: true,
	defaultValue: 50,
	description: "How many cards from the top, 0 to 100."
}), __decorateMetadata("design:type", Object)], ColumnCardsArgs.prototype, "first", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Only what comes below this cursor, which is of this very column: name it alone in `stageIds`."
}), __decorateMetadata("design:type", Object)], ColumnCardsArgs.prototype, "after", void 0);
ColumnCardsArgs = __decorate([ArgsType()], ColumnCardsArgs);
// src/modules/board/board-snapshot.object.ts
var BoardSnapshotObject = class BoardSnapshotObject extends BoardFields {};
BoardSnapshotObject = __decorate([ObjectType("BoardSnapshot", {
	description: "The whole board, as the first message of a subscription without `after`. What follows goes on from its `seq` without a gap.",
	simpleResolvers: true
})], BoardSnapshotObject);
// src/modules/board/board-message.object.ts
var BoardResyncReasonEnum = describedEnum("BoardResyncReason", "Why a feed can not go on from a position.", {
	EPOCH: "The database was restored: positions from before mean nothing.",
	RETENTION: "What comes next is older than 7 days and no longer kept.",
	ACL_CHANGED: "Your rights have changed, and with them what you see.",
	TOO_FAR_BEHIND: "So many changes lie between that a snapshot is cheaper.",
	INVALID_CURSOR: "The cursor is not ours, or is of another board or another reader, or of the future."
});
var cursorDescription = "Your position in the feed of this board, to go on from with `boardEvents(after:)` or `changes(after:)`. Opaque.";
var BoardEventsObject = class BoardEventsObject {};
__decorate([Field(() => Int, { description: "The first number that it covers." }), __decorateMetadata("design:type", Number)], BoardEventsObject.prototype, "fromSeq", void 0);
__decorate([Field(() => Int, { description: "The last number that it covers: the seq of your board once it is applied." }), __decorateMetadata("design:type", Number)], BoardEventsObject.prototype, "toSeq", void 0);
__decorate([Field(() => [BoardEventObject], { description: "In order; it may be empty, since what you may not see is covered but not told." }), __decorateMetadata("design:type", Array)], BoardEventsObject.prototype, "events", void 0);
__decorate([Field(() => String, { description: cursorDescription }), __decorateMetadata("design:type", String)], BoardEventsObject.prototype, "cursor", void 0);
BoardEventsObject = __decorate([ObjectType("BoardEvents", {
	description: "All changes numbered `fromSeq` to `toSeq` that you may see. Drop it if `toSeq` is not above the seq of your board; apply it if `fromSeq` is at most that seq plus 1; otherwise something is missing: subscribe again with your last cursor.",
	simpleResolvers: true
})], BoardEventsObject);
var BoardHeartbeatObject = class BoardHeartbeatObject {};
__decorate([Field(() => String, { description: cursorDescription }), __decorateMetadata("design:type", String)], BoardHeartbeatObject.prototype, "cursor", void 0);
__decorate([Field(() => Int, { description: "The position behind `cursor`." }), __decorateMetadata("design:type", Number)], BoardHeartbeatObject.prototype, "seq", void 0);
__decorate([Field(() => DateTimeScalar, { description: "The time now, by the database's clock." }), __decorateMetadata("design:type", String)], BoardHeartbeatObject.prototype, "serverTime", void 0);
BoardHeartbeatObject = __decorate([ObjectType("BoardHeartbeat", {
	description: "You have been sent everything up to `seq`: every 15 seconds, and after resuming when nothing was missed. If your board is behind it, something was lost: subscribe again with your last cursor.",
	simpleResolvers: true
})], BoardHeartbeatObject);
var BoardResyncObject = class BoardResyncObject {};
__decorate([Field(() => BoardResyncReasonEnum, { description: "Why." }), __decorateMetadata("design:type", Object)], BoardResyncObject.prototype, "reason", void 0);
BoardResyncObject = __decorate([ObjectType("BoardResync", {
	description: "The last message of a subscription that can not go on: subscribe again without `after`.",
	simpleResolvers: true
})], BoardResyncObject);
var typeNames = {
	snapshot: "BoardSnapshot",
	events: "BoardEvents",
	heartbeat: "BoardHeartbeat",
	resync: "BoardResync"
};
var BoardMessageUnion = createUnionType({
	name: "BoardMessage",
	description: "What the feed of a board says. For each board: every committed change that you may see, in commit order, without gaps, at least once; resumable for 7 days; otherwise you are told to resynchronise.",
	types: () => [
		BoardSnapshotObject,
		BoardEventsObject,
		BoardHeartbeatObject,
		BoardResyncObject
	],
	resolveType: (message) => "kind" in message ? typeNames[message.kind] : void 0
});
// src/modules/opportunity/visibility.ts
/**
* The one SQL form of the domain's `isVisible(scope, acl)`. Every list, count, sum, board, event and name lookup is cut
* by it. `alias` names a row with `owner_id` and `team_id`, be it an opportunity or a kept total (whose empty owner or
* team is '', which equals no id).
*/
function visibleTo(scope, alias, params) {
	if (scope.kind === "ALL") return "true";
	const own = `${alias}.owner_id = ${params.add(scope.userId)}`;
	if (scope.kind === "OWN" || scope.teamIds.length === 0) return own;
	return `(${own} or ${alias}.team_id = any(${params.add(scope.teamIds)}::text[]))`;
}
/**
* The same as conditions of which at least one holds. Each is a range of an index by column and owner or team, where the
* disjunction would make the database read a long column to its end for the few cards that a reader sees in it.
*/
function waysOfSeeing(scope, alias, params) {
	if (scope.kind === "ALL") return ["true"];
	const teamIds = scope.kind === "TEAM" ? scope.teamIds : [];
	return [`${alias}.owner_id = ${params.add(scope.userId)}`, ...teamIds.map((teamId) => `${alias}.team_id = ${params.add(teamId)}`)];
}
// src/live/cells.ts
/** The kept totals of a board, as JSON. `visible` is a condition on the row `t`. */
var keptCells = (pipelineId, visible) => summed(`total_cell t where t.pipeline_id = ${pipelineId} and ${visible}`, "sum(t.n)", "sum(t.amount)", "sum(t.weighted)");
/** The same, counted over the cards that a condition on the row `o` lets through. */
var countedCells = (pipelineId, condition) => summed(`opportunity o where o.pipeline_id = ${pipelineId} and o.deleted_at is null and ${condition}`, "count(*)", "coalesce(sum(o.amount), 0)", "coalesce(sum(o.amount * o.probability), 0)");
var summed = (rows, count, amount, weighted) => `(select coalesce(json_agg(cell), '[]') from (
    select stage_id as "stageId", currency, (${count})::integer as count,
      trim_scale(${amount})::text as amount, trim_scale(${weighted})::text as "weightedAmount"
    from ${rows}
    group by stage_id, currency having ${count} <> 0 order by stage_id, currency collate "C"
  ) cell)`;
function totalsOf(cells) {
	const totals = /* @__PURE__ */ new Map();
	for (const { stageId, ...cell } of cells) {
		const { count, byCurrency } = totals.get(stageId) ?? noTotals;
		totals.set(stageId, {
			count: count + cell.count,
			byCurrency: [...byCurrency, cell]
		});
	}
	return totals;
}
// src/live/board-snapshot.ts
/**
* Reads a board: counter, stages, totals and cards in one statement, so that all of it is of one moment and the feed goes
* on from `seq` without a gap (docs/protocol.md, P1). Null: there is no such board.
*/
async function readBoard(sql, asked) {
	const params = paramsFrom(asked.pipelineId);
	const cells = asked.where ? countedCells("$1", `${visibleTo(asked.scope, "o", params)} and ${asked.where("o", params)}`) : keptCells("$1", visibleTo(asked.scope, "t", params));
	const pages = asked.pages.map((page, at) => pageOf(asked, page, at, params));
	const rows = await sql.rows([boardRow(cells), ...pages].join("\nunion all\n"), params.values);
	const board = rows.find((row) => row.board !== null)?.board;
	if (!board) return null;
	return {
		seq: Number(board.seq),
		pipeline: pipelineOf({
			...board.pipeline,
			created_at: new Date(board.pipeline.created_at)
		}),
		totals: totalsOf(board.cells),
		pages: asked.pages.map((page, at) => pagesIn$1(rows, at, page.first))
	};
}
/** The board itself; it also gives the columns of the union their names and types. */
var boardRow = (cells) => `select
    json_build_object('seq', f.seq::text, 'cells', ${cells},
      'pipeline', (select to_jsonb(p) from (select ${pipelineColumns("q")} from pipeline q where q.id = f.pipeline_id) p)) as board,
    null::integer as page, null::text as column_id, false as has_before, ${opportunityColumns("o")}
  from board_feed f left join opportunity o on false where f.pipeline_id = $1`;
/** One row for each card, and one at least for each column. */
function pageOf({ scope, where }, page, at, params) {
	const among = page.stageIds === null ? "" : `and s.id = any(${params.add(page.stageIds)}::text[])`;
	const place = page.after && `(${params.add(page.after.rank)}::bigint, ${params.add(page.after.id)}::text)`;
	const inColumn = `o.stage_id = s.id and o.deleted_at is null and ${where?.("o", params) ?? "true"}`;
	const ways = waysOfSeeing(scope, "o", params).map((way) => `${inColumn} and ${way}`);
	const hasBefore = ways.map((way) => `exists (select 1 from opportunity o where ${way} and (o.rank, o.id) <= ${place})`);
	const limit = `order by o.rank, o.id limit ${params.add(page.first + 1)}`;
	const below = place ? `and (o.rank, o.id) > ${place}` : "";
	const found = ways.map((way) => `from opportunity o where ${way} ${below} ${limit}`);
	const nearest = found.map((rows) => `(select o.id ${rows})`).join(" union ");
	const cards = found.length === 1 ? `select o.* ${found.join("")}` : `select o.* from (${nearest}) near join opportunity o on o.id = near.id ${limit}`;
	return `select null, ${at} as page, s.id as column_id, ${place ? `(${hasBefore.join(" or ")})` : "false"} as has_before,
      ${opportunityColumns("o")}
    from stage s left join lateral (${cards}) o on true
    where s.pipeline_id = $1 and s.archived_at is null ${among}`;
}
function pagesIn$1(rows, at, first) {
	const ofPage = rows.filter(({ page }) => page === at);
	return new Map([...Map.groupBy(ofPage, (row) => row.column_id)].map(([stageId, ofColumn]) => {
		const found = ofColumn.flatMap((row) => row.id === null ? [] : [opportunityOf(row)]).toSorted(byPlace);
		const hasBefore = ofColumn.some((row) => row.has_before);
		return [stageId, {
			cards: found.slice(0, first),
			hasMore: found.length > first,
			hasBefore
		}];
	}));
}
// src/modules/company/company.filter.ts
var CompanyFilter = class CompanyFilter {};
__decorate([Field(() => [CompanyFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "and", void 0);
__decorate([Field(() => [CompanyFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "or", void 0);
__decorate([Field(() => CompanyFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "not", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Words of the name; case and accents do not count. One or two letters are the beginning of a word."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "search", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "name", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By domain."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "domain", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By telephone number, as it is written."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "phone", void 0);
__decorate([Field(() => DateTimeFilter, {
	nullable: true,
	description: "By when it was made."
}), __decorateMetadata("design:type", Object)], CompanyFilter.prototype, "createdAt", void 0);
CompanyFilter = __decorate([InputType("CompanyFilter", { description: "Which companies; everything that is given must hold." })], CompanyFilter);
var companyFilter = {
	search: (search, { alias, params }) => matchesAll(`${alias}.name_folded`, search, params),
	id: compared(column("id"), "text"),
	name: text(column("name"), column("name_folded")),
	domain: text(column("domain")),
	phone: text(column("phone")),
	createdAt: compared(column("created_at"), "timestamptz")
};
var CompanyOrderFieldEnum = describedOrder("CompanyOrderField", "companies", {
	NAME: "By name, as Vietnamese is sorted.",
	CREATED_AT: "By when it was made.",
	RELEVANCE: "How well it fits `search`, the best first whatever the direction: words with the accents as typed, then names that begin so, then the rest. It stands alone, and is the order of a search that names none."
});
var CompanyOrder = orderInput("CompanyOrder", "companies", () => CompanyOrderFieldEnum);
var companyOrder = {
	NAME: {
		value: "c.name collate \"vi-x-icu\"",
		type: "text",
		isNullable: false
	},
	CREATED_AT: {
		value: "c.created_at",
		type: "timestamptz",
		isNullable: false
	}
};
// src/modules/contact/contact.filter.ts
var ContactFilter = class ContactFilter {};
__decorate([Field(() => [ContactFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "and", void 0);
__decorate([Field(() => [ContactFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "or", void 0);
__decorate([Field(() => ContactFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "not", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Words of the name; case and accents do not count. One or two letters are the beginning of a word."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "search", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "name", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By mail address."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "email", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By telephone number, as it is written."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "phone", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By their company's id."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "companyId", void 0);
__decorate([Field(() => CompanyFilter, {
	nullable: true,
	description: "By their company."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "company", void 0);
__decorate([Field(() => DateTimeFilter, {
	nullable: true,
	description: "By when it was made."
}), __decorateMetadata("design:type", Object)], ContactFilter.prototype, "createdAt", void 0);
ContactFilter = __decorate([InputType("ContactFilter", { description: "Which contacts; everything that is given must hold." })], ContactFilter);
var contactFilter = {
	search: (search, { alias, params }) => matchesAll(`${alias}.name_folded`, search, params),
	id: compared(column("id"), "text"),
	name: text(column("name"), column("name_folded")),
	email: text(column("email")),
	phone: text(column("phone")),
	companyId: compared(column("company_id"), "text"),
	company: related("company", "company_id", () => companyFilter),
	createdAt: compared(column("created_at"), "timestamptz")
};
var ContactOrderFieldEnum = describedOrder("ContactOrderField", "contacts", {
	NAME: "By name, as Vietnamese is sorted.",
	CREATED_AT: "By when it was made.",
	RELEVANCE: "How well it fits `search`, the best first whatever the direction: words with the accents as typed, then names that begin so, then the rest. It stands alone, and is the order of a search that names none."
});
var ContactOrder = orderInput("ContactOrder", "contacts", () => ContactOrderFieldEnum);
var contactOrder = {
	NAME: {
		value: "c.name collate \"vi-x-icu\"",
		type: "text",
		isNullable: false
	},
	CREATED_AT: {
		value: "c.created_at",
		type: "timestamptz",
		isNullable: false
	}
};
// src/graphql/preset-name.ts
/**
* SQL for a name that follows the reader's language until somebody renames it: the row's own, else its preset's. Keys and
* names are our own constants.
*/
function presetName(alias, names, locale) {
	return `coalesce(${alias}.name, case ${alias}.preset_key ${Object.entries(names).map(([key, name]) => `when ${quoted(key)} then ${quoted(name[locale])}`).join(" ")} end)`;
}
var quoted = (text) => `'${text.replaceAll("'", "''")}'`;
// src/modules/lost-reason/lost-reason.filter.ts
var LostReasonFilter = class LostReasonFilter {};
__decorate([Field(() => [LostReasonFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "and", void 0);
__decorate([Field(() => [LostReasonFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "or", void 0);
__decorate([Field(() => LostReasonFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "not", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name, as you read it in your language."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "name", void 0);
__decorate([Field(() => BooleanFilter, {
	nullable: true,
	description: "Whether it is no longer offered."
}), __decorateMetadata("design:type", Object)], LostReasonFilter.prototype, "isArchived", void 0);
LostReasonFilter = __decorate([InputType("LostReasonFilter", { description: "Which lost reasons; everything that is given must hold." })], LostReasonFilter);
var lostReasonFilter = {
	id: compared(column("id"), "text"),
	name: text((alias, { locale }) => presetName(alias, presetLostReasons, locale)),
	isArchived: flag((alias) => `(${alias}.archived_at is not null)`)
};
// src/modules/pipeline/pipeline.filter.ts
var PipelineFilter = class PipelineFilter {};
__decorate([Field(() => [PipelineFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "and", void 0);
__decorate([Field(() => [PipelineFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "or", void 0);
__decorate([Field(() => PipelineFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "not", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "name", void 0);
__decorate([Field(() => CurrencyCodeFilter, {
	nullable: true,
	description: "By currency."
}), __decorateMetadata("design:type", Object)], PipelineFilter.prototype, "currency", void 0);
PipelineFilter = __decorate([InputType("PipelineFilter", { description: "Which pipelines; everything that is given must hold." })], PipelineFilter);
var pipelineFilter = {
	id: compared(column("id"), "text"),
	name: text(column("name")),
	currency: compared(column("currency"), "text")
};
var StageFilter = class StageFilter {};
__decorate([Field(() => [StageFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "and", void 0);
__decorate([Field(() => [StageFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "or", void 0);
__decorate([Field(() => StageFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "not", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name, as you read it in your language."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "name", void 0);
__decorate([Field(() => StageKindFilter, {
	nullable: true,
	description: "By what it means."
}), __decorateMetadata("design:type", Object)], StageFilter.prototype, "kind", void 0);
StageFilter = __decorate([InputType("StageFilter", { description: "Which stages; everything that is given must hold." })], StageFilter);
var stageFilter = {
	id: compared(column("id"), "text"),
	name: text((alias, { locale }) => presetName(alias, presetStageNames, locale)),
	kind: compared(column("kind"), "text")
};
// src/modules/team/team.filter.ts
var TeamFilter = class TeamFilter {};
__decorate([Field(() => [TeamFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "and", void 0);
__decorate([Field(() => [TeamFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "or", void 0);
__decorate([Field(() => TeamFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "not", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Words of the name; case and accents do not count."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "search", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name."
}), __decorateMetadata("design:type", Object)], TeamFilter.prototype, "name", void 0);
TeamFilter = __decorate([InputType("TeamFilter", { description: "Which teams; everything that is given must hold." })], TeamFilter);
var teamFilter = {
	search: (search, { alias, params }) => matchesAll(`mekong_fold(${alias}.name)`, search, params),
	id: compared(column("id"), "text"),
	name: text(column("name"))
};
var TeamOrderFieldEnum = describedOrder("TeamOrderField", "teams", { NAME: "By name, as Vietnamese is sorted." });
var TeamOrder = orderInput("TeamOrder", "teams", () => TeamOrderFieldEnum);
var teamOrder = { NAME: {
	value: "t.name collate \"vi-x-icu\"",
	type: "text",
	isNullable: false
} };
// src/modules/team/team.store.ts
/** An address that an import made up is nobody's address. */
var emailOf = (alias) => `case when ${alias}.has_sign_in then ${alias}.email end`;
/** An invitation is gone once it is accepted, so whoever has one and is not active has not come yet. */
var stateOf = (alias) => `case when ${alias}.is_active then 'ACTIVE'
     when exists (select from invitation i where i.user_id = ${alias}.id) then 'INVITED' else 'DEACTIVATED' end`;
var userColumns = (alias) => `${alias}.id, ${alias}.name, ${emailOf(alias)} as email, ${alias}.role, ${alias}.is_active, ${alias}.main_team_id,
   ${alias}.visibility, ${alias}.sees_amounts, ${alias}.locale, ${alias}.time_zone, ${alias}.has_sign_in,
   ${alias}.last_seen_at, ${alias}.successor_id, ${stateOf(alias)} as state`;
var userOf = (row) => ({
	id: row.id,
	name: row.name,
	email: row.email,
	role: row.role,
	isActive: row.is_active,
	mainTeamId: row.main_team_id,
	state: row.state,
	account: {
		visibility: row.visibility,
		seesAmounts: row.sees_amounts,
		locale: row.locale,
		timeZone: row.time_zone,
		hasSignIn: row.has_sign_in,
		lastSeenAt: row.last_seen_at && instant(row.last_seen_at),
		successorId: row.successor_id
	}
});
var teamColumns = (alias) => `${alias}.id, ${alias}.name`;
var TeamStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async users(ids) {
		return (await this.sql.rows(`select ${userColumns("u")} from app_user u where u.id = any($1)`, [ids.filter((id) => isId("user", id))])).map(userOf);
	}
	teams(ids) {
		return this.sql.rows(`select ${teamColumns("t")} from team t where t.id = any($1)`, [ids.filter((id) => isId("team", id))]);
	}
	/** Leaders first, then by name. */
	membersOf(teamIds) {
		return this.#memberships("m.team_id = any($1)", teamIds);
	}
	teamsOf(userIds) {
		return this.#memberships("m.user_id = any($1)", userIds);
	}
	/** How many open opportunities each of them owns, whoever may see those. */
	openOpportunitiesOf(ownerIds) {
		return this.sql.rows(`select owner_id as id, count(*)::integer as count from opportunity
       where owner_id = any($1) and status = 'OPEN' and deleted_at is null group by owner_id`, [ownerIds]);
	}
	/** How many opportunities each of the teams has, open or not. */
	opportunitiesOf(teamIds) {
		return this.sql.rows(`select team_id as id, count(*)::integer as count from opportunity
       where team_id = any($1) and deleted_at is null group by team_id`, [teamIds]);
	}
	#memberships(where, ids) {
		return this.sql.rows(`select m.team_id as "teamId", m.user_id as "userId", m.is_leader as "isLeader"
       from team_member m join app_user u on u.id = m.user_id join team t on t.id = m.team_id
       where ${where}
       order by m.is_leader desc, t.name collate "vi-x-icu", u.name collate "vi-x-icu", u.id`, [ids]);
	}
};
// src/modules/team/user.filter.ts
var UserFilter = class UserFilter {};
__decorate([Field(() => [UserFilter], {
	nullable: true,
	description: "All of these hold."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "and", void 0);
__decorate([Field(() => [UserFilter], {
	nullable: true,
	description: "At least one of these holds; an empty list matches nothing."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "or", void 0);
__decorate([Field(() => UserFilter, {
	nullable: true,
	description: "This does not hold."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "not", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Words of the name or address; case and accents do not count."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "search", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By id."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By name."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "name", void 0);
__decorate([Field(() => StringFilter, {
	nullable: true,
	description: "By address."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "email", void 0);
__decorate([Field(() => RoleFilter, {
	nullable: true,
	description: "By role."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "role", void 0);
__decorate([Field(() => BooleanFilter, {
	nullable: true,
	description: "Whether they still work here."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "isActive", void 0);
__decorate([Field(() => UserStateFilter, {
	nullable: true,
	description: "By where they stand."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "state", void 0);
__decorate([Field(() => IDFilter, {
	nullable: true,
	description: "By a team that they belong to."
}), __decorateMetadata("design:type", Object)], UserFilter.prototype, "teamId", void 0);
UserFilter = __decorate([InputType("UserFilter", { description: "Which people; everything that is given must hold." })], UserFilter);
var userFilter = {
	search: (search, { alias, params }) => matchesAll(`mekong_fold(concat_ws(' ', ${alias}.name, ${emailOf(alias)}))`, search, params),
	id: compared(column("id"), "text"),
	name: text(column("name")),
	email: text(emailOf),
	role: compared(column("role"), "text"),
	isActive: flag(column("is_active")),
	state: compared((alias) => `(${stateOf(alias)})`, "text"),
	teamId: ofSet(({ alias }) => `array(select m.team_id from team_member m where m.user_id = ${alias}.id)`)
};
var UserOrderFieldEnum = describedOrder("UserOrderField", "people", { NAME: "By name, as Vietnamese is sorted." });
var UserOrder = orderInput("UserOrder", "people", () => UserOrderFieldEnum);
var userOrder = { NAME: {
	value: "u.name collate \"vi-x-icu\"",
	type: "text",
	isNullable: false
} };
// src/modules/opportunity/opportunity.filter.ts
var by = (description) => ({
	nullable: true,
	description
});
var OpportunityFilter = class OpportunityFilter {};
__decorate([Field(() => [OpportunityFilter], by("All of these hold.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "and", void 0);
__decorate([Field(() => [OpportunityFilter], by("At least one of these holds; an empty list matches nothing.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "or", void 0);
__decorate([Field(() => OpportunityFilter, by("This does not hold.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "not", void 0);
__decorate([Field(() => String, by("Every word is in the title, the company, the contact or the external id. Case, accents and đ do not count; three letters or more are found anywhere, one or two at the beginning of a word.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "search", void 0);
__decorate([Field(() => IDFilter, by("By id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "id", void 0);
__decorate([Field(() => StringFilter, by("By title.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "title", void 0);
__decorate([Field(() => StringFilter, by("By description.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "description", void 0);
__decorate([Field(() => StringFilter, by("By the id that it has in another system.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "externalId", void 0);
__decorate([Field(() => IDFilter, by("By the pipeline's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "pipelineId", void 0);
__decorate([Field(() => IDFilter, by("By the stage's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "stageId", void 0);
__decorate([Field(() => IDFilter, by("By the owner's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "ownerId", void 0);
__decorate([Field(() => IDFilter, by("By the team's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "teamId", void 0);
__decorate([Field(() => IDFilter, by("By the company's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "companyId", void 0);
__decorate([Field(() => IDFilter, by("By the contact's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "contactId", void 0);
__decorate([Field(() => IDFilter, by("By the lost reason's id.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "lostReasonId", void 0);
__decorate([Field(() => PipelineFilter, by("By its pipeline.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "pipeline", void 0);
__decorate([Field(() => StageFilter, by("By its stage.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "stage", void 0);
__decorate([Field(() => UserFilter, by("By its owner.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "owner", void 0);
__decorate([Field(() => TeamFilter, by("By its team.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "team", void 0);
__decorate([Field(() => CompanyFilter, by("By its company.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "company", void 0);
__decorate([Field(() => ContactFilter, by("By its contact.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "contact", void 0);
__decorate([Field(() => LostReasonFilter, by("By its lost reason.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "lostReason", void 0);
__decorate([Field(() => OpportunityStatusFilter, by("By where it stands.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "status", void 0);
__decorate([Field(() => DecimalFilter, by("By amount, whatever its currency. FORBIDDEN if you may not see amounts.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "amount", void 0);
__decorate([Field(() => CurrencyCodeFilter, by("By currency.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "currency", void 0);
__decorate([Field(() => FloatFilter, by("By chance of winning, 0 to 1.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "probability", void 0);
__decorate([Field(() => ProbabilitySourceFilter, by("By where its chance comes from.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "probabilitySource", void 0);
__decorate([Field(() => DateFilter, by("By the day on which it should close.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "expectedCloseDate", void 0);
__decorate([Field(() => DateTimeFilter, by("By when it was made.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "createdAt", void 0);
__decorate([Field(() => DateTimeFilter, by("By when it entered its stage.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "stageEnteredAt", void 0);
__decorate([Field(() => DateTimeFilter, by("By when it was won or lost.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "closedAt", void 0);
__decorate([Field(() => StringFilter, by("By source.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "source", void 0);
__decorate([Field(() => StringFilter, by("By medium.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "medium", void 0);
__decorate([Field(() => StringFilter, by("By campaign.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "campaign", void 0);
__decorate([Field(() => TagsFilter, by("By tags.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "tags", void 0);
__decorate([Field(() => Boolean, by("True lists only what was deleted in the last 30 days and can be restored; by default deleted ones are left out. Only at the top of a filter it brings them in.")), __decorateMetadata("design:type", Object)], OpportunityFilter.prototype, "isDeleted", void 0);
OpportunityFilter = __decorate([InputType("OpportunityFilter", { description: "Which opportunities, among those that you may see; everything that is given must hold." })], OpportunityFilter);
var opportunityFilter = {
	search: (search, { alias, params }) => matchesAll(`${alias}.search_text`, search, params),
	id: compared(column("id"), "text"),
	title: text(column("title"), column("title_folded")),
	description: text(column("description")),
	externalId: text(column("external_id")),
	pipelineId: compared(column("pipeline_id"), "text"),
	stageId: compared(column("stage_id"), "text"),
	ownerId: compared(column("owner_id"), "text"),
	teamId: compared(column("team_id"), "text"),
	companyId: compared(column("company_id"), "text"),
	contactId: compared(column("contact_id"), "text"),
	lostReasonId: compared(column("lost_reason_id"), "text"),
	pipeline: related("pipeline", "pipeline_id", () => pipelineFilter),
	stage: related("stage", "stage_id", () => stageFilter),
	owner: related("app_user", "owner_id", () => userFilter),
	team: related("team", "team_id", () => teamFilter),
	company: related("company", "company_id", () => companyFilter),
	contact: related("contact", "contact_id", () => contactFilter),
	lostReason: related("lost_reason", "lost_reason_id", () => lostReasonFilter),
	status: compared(column("status"), "text"),
	amount: compared(column("amount"), "numeric"),
	currency: compared(column("currency"), "text"),
	probability: compared(column("probability"), "numeric"),
	probabilitySource: compared(column("probability_source"), "text"),
	expectedCloseDate: compared(column("expected_close_date"), "date"),
	createdAt: compared(column("created_at"), "timestamptz"),
	stageEnteredAt: compared(column("stage_entered_at"), "timestamptz"),
	closedAt: compared(column("closed_at"), "timestamptz"),
	source: text(column("source")),
	medium: text(column("medium")),
	campaign: text(column("campaign")),
	tags: words(column("tags")),
	isDeleted: (isDeleted, { alias }) => `${alias}.deleted_at is ${isDeleted ? "not " : ""}null`
};
/** As this reader may use it. */
var opportunityFilterFor = ({ seesAmounts }) => seesAmounts ? opportunityFilter : {
	...opportunityFilter,
	amount: hiddenAmount("OpportunityFilter.amount")
};
function columnCursors(seal, filter) {
	const list = (stageId) => `board column ${stageId} ${JSON.stringify([filter])}`;
	return {
		of: (stageId, position) => seal.seal(list(stageId), position),
		open: (stageId, cursor) => seal.open(list(stageId), cursor)
	};
}
function pageAsked({ stageIds }, { first, after }, cursors) {
	const { count } = pageSizeOf({ first }, 50);
	return {
		stageIds: stageIds ?? null,
		first: count,
		after: placeIn(stageIds ?? [], after, cursors)
	};
}
var isSamePage = (a, b) => JSON.stringify(a) === JSON.stringify(b);
/** A cursor is of one column; asked of several, it is foreign to all but one. */
function placeIn(stageIds, after, cursors) {
	if (after === null || after === void 0) return null;
	const [stageId, ...others] = stageIds;
	const [rank, id] = (stageId === void 0 || others.length > 0 ? void 0 : cursors.open(stageId, after)) ?? [];
	if (typeof rank !== "string" || typeof id !== "string") throw badInput("foreignCursor");
	return {
		rank,
		id
	};
}
// src/modules/board/board-reading.ts
/** Reads what a selection wants of a board, in one statement. Null: there is no such board. */
async function readSelected({ services, caller, locale }, { pipelineId, pages, filter }) {
	const cursors = columnCursors(services.seal, filter);
	const all = pages.map(([columns, cards]) => pageAsked(columns, cards, cursors));
	const asked = all.filter((page, at) => all.findIndex((other) => isSamePage(other, page)) === at);
	const scope = scopeOf(caller.actor);
	const spec = opportunityFilterFor(scope);
	const read = await readBoard(services.sql, {
		pipelineId,
		scope,
		where: filter ? (alias, params) => compileFilter(spec, filter, {
			alias,
			params,
			locale
		}) : void 0,
		pages: asked
	});
	return read && {
		...read,
		asked,
		cursors
	};
}
function columnsOf(board, args) {
	const { stageIds } = args;
	return board.pipeline.stages.filter(({ id }) => !stageIds || stageIds.includes(id)).map((stage) => ({
		board,
		stage,
		args
	}));
}
var totalsOfColumn = ({ board, stage }) => board.totals.get(stage.id) ?? noTotals;
function cardsOf(column, args) {
	const { board, stage } = column;
	const wanted = pageAsked(column.args, args, board.cursors);
	const page = board.pages[board.asked.findIndex((asked) => isSamePage(asked, wanted))]?.get(stage.id);
	if (!page) throw new Error("A page of a column was not read with its board.");
	return connection(page, totalsOfColumn(column).count, (card) => board.cursors.of(stage.id, [card.rank, card.id]));
}
function connection({ cards, hasMore, hasBefore }, count, cursorOf) {
	const [first, last] = [cards[0], cards.at(-1)];
	return {
		edges: async () => cards.map((node) => ({
			node,
			cursor: cursorOf(node)
		})),
		nodes: async () => cards,
		pageInfo: () => ({
			hasNextPage: async () => hasMore,
			hasPreviousPage: async () => hasBefore,
			startCursor: async () => first ? cursorOf(first) : null,
			endCursor: async () => last ? cursorOf(last) : null
		}),
		totalCount: async () => count
	};
}
// src/graphql/selected-arguments.ts
/**
* What is asked of the fields along a path below the resolved one: for every way in which the path occurs (by fragments,
* aliases, repetition), the arguments of its fields, as coerced by the schema. `typeName` is the object type on which the
* path begins. For what must be known before anything below is resolved, since it is read at once.
*/
function selectedArguments(info, typeName, path) {
	const type = info.schema.getType(typeName);
	if (!isObjectType(type)) throw new Error(`The graph has no type ${typeName}.`);
	return info.fieldNodes.flatMap((node) => along(info, node.selectionSet, type, path));
}
function along(info, selectionSet, type, [name, ...rest]) {
	if (name === void 0) return [[]];
	const field = type.getFields()[name];
	if (!field) throw new Error(`${type.name} has no field ${name}.`);
	const next = getNamedType(field.type);
	return fieldsOf(info, selectionSet, type, name).flatMap((node) => {
		const own = getArgumentValues(field, node, info.variableValues);
		return (isObjectType(next) ? along(info, node.selectionSet, next, rest) : [[]]).map((others) => [own, ...others]);
	});
}
/** The fields of a name that a selection asks of a type, through fragments on it or on what it belongs to. */
function fieldsOf(info, selectionSet, type, name) {
	return (selectionSet?.selections ?? []).flatMap((selection) => {
		if (selection.kind === Kind.FIELD) return selection.name.value === name ? [selection] : [];
		const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? info.fragments[selection.name.value] : selection;
		const condition = fragment?.typeCondition?.name.value;
		const other = condition === void 0 ? void 0 : info.schema.getType(condition);
		return isObjectType(other) && other !== type ? [] : fieldsOf(info, fragment?.selectionSet, type, name);
	});
}
// src/live/cursor.ts
/** A key reads as its owner: its cursors are theirs. */
var readerOf = ({ actor, aclVersion }) => ({
	userId: actor.userId,
	aclVersion
});
/** As many base64url characters as 16 bytes of a MAC take. */
var macLength = 22;
var longest$1 = 400;
/**
* Cursors are two signed halves, `reader.position`: a message to a thousand readers carries one position, signed once,
* and only the readers' halves differ, each signed once a subscription. Halves of different cursors may be put together;
* that says no more than "this reader, at that point", and both were told so by us.
*/
var Cursors = class {
	#secret;
	constructor(secret) {
		this.#secret = secret;
	}
	of(reader, position) {
		return `${this.readerHalf(reader)}.${this.positionHalf(position)}`;
	}
	readerHalf({ userId, aclVersion }) {
		return this.#sign("reader", `${userId} ${aclVersion}`);
	}
	positionHalf({ epoch, pipelineId, seq }) {
		return this.#sign("position", `${shortEpoch(epoch)} ${pipelineId} ${seq}`);
	}
	/** Where a reader goes on from with a cursor, or why not: invariants C1 and C2 of docs/protocol.md. */
	resume(cursor, reader, pipelineId, state, furthest = Infinity) {
		const read = this.#read(cursor);
		if (read === void 0 || read.pipelineId !== pipelineId || read.userId !== reader.userId) return refused$2("INVALID_CURSOR");
		if (read.epoch !== shortEpoch(state.epoch)) return refused$2("EPOCH");
		if (read.aclVersion !== reader.aclVersion) return refused$2("ACL_CHANGED");
		if (read.seq > state.head) return refused$2("INVALID_CURSOR");
		if (read.seq + 1 < state.minSeq) return refused$2("RETENTION");
		if (state.head - read.seq > furthest) return refused$2("TOO_FAR_BEHIND");
		return {
			kind: "resumed",
			seq: read.seq
		};
	}
	#read(cursor) {
		if (cursor.length > longest$1) return void 0;
		const [readerHalf = "", positionHalf = "", ...rest] = cursor.split(".");
		const reader = this.#verify("reader", readerHalf);
		const position = this.#verify("position", positionHalf);
		if (reader === void 0 || position === void 0 || rest.length > 0) return void 0;
		const [userId = "", aclVersion] = reader.split(" ");
		const [epoch = "", pipelineId = "", seq] = position.split(" ");
		return {
			userId,
			aclVersion: Number(aclVersion),
			epoch,
			pipelineId,
			seq: Number(seq)
		};
	}
	#sign(half, text) {
		const body = Buffer.from(text).toString("base64url");
		return body + this.#mac(half, body);
	}
	/** The MAC is over the encoded text, and compared as text: of several encodings of the same bytes only ours is good. */
	#verify(half, signed) {
		const body = signed.slice(0, -22);
		const given = Buffer.from(signed.slice(-22));
		const right = Buffer.from(this.#mac(half, body));
		if (given.length !== right.length || !timingSafeEqual(given, right)) return void 0;
		return Buffer.from(body, "base64url").toString();
	}
	#mac(half, body) {
		return createHmac("sha256", this.#secret).update(`${half} ${body}`).digest("base64url").slice(0, macLength);
	}
};
var refused$2 = (reason) => ({
	kind: "refused",
	reason
});
/** Enough to tell the lives of one database apart. */
var shortEpoch = (epoch) => epoch.slice(0, 8);
// src/modules/board/board.resolver.ts
/** Known from the selection, since the whole board is read by one statement. */
var pagesIn = (info, typeName) => selectedArguments(info, typeName, ["columns", "opportunities"]);
var columnsDescription = "Its columns, from the left.";
var BoardResolver = class BoardResolver {
	async board(ctx, pipelineId, filter, info) {
		if (!isId("pipeline", pipelineId)) return null;
		const board = await readSelected(ctx, {
			pipelineId,
			pages: pagesIn(info, "Board"),
			filter
		});
		const reader = readerOf(ctx.caller);
		return board && {
			...board,
			cursor: ctx.services.feed.cursorFor(reader, pipelineId, board.seq)
		};
	}
	columns(board, args) {
		return columnsOf(board, args);
	}
};
__decorate([
	Query(() => BoardObject, {
		nullable: true,
		description: "A board at one moment; null when there is no pipeline with this id."
	}),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("pipelineId", () => ID, { description: "The pipeline's id." })),
	__decorateParam(2, Arg("filter", () => OpportunityFilter, {
		nullable: true,
		description: "Narrows cards and totals alike. Events of the feed carry totals without it."
	})),
	__decorateParam(3, Info()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		String,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Promise)
], BoardResolver.prototype, "board", null);
__decorate([
	FieldResolver(() => [BoardColumnObject], { description: columnsDescription }),
	__decorateParam(0, Root()),
	__decorateParam(1, Args(() => BoardColumnsArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof BoardColumnsArgs === "undefined" ? Object : BoardColumnsArgs]),
	__decorateMetadata("design:returntype", Array)
], BoardResolver.prototype, "columns", null);
BoardResolver = __decorate([Resolver(() => BoardObject)], BoardResolver);
var BoardSnapshotResolver = class BoardSnapshotResolver {
	columns(board, args) {
		return columnsOf(board, args);
	}
};
__decorate([
	FieldResolver(() => [BoardColumnObject], { description: columnsDescription }),
	__decorateParam(0, Root()),
	__decorateParam(1, Args(() => BoardColumnsArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof BoardColumnsArgs === "undefined" ? Object : BoardColumnsArgs]),
	__decorateMetadata("design:returntype", Array)
], BoardSnapshotResolver.prototype, "columns", null);
BoardSnapshotResolver = __decorate([Resolver(() => BoardSnapshotObject)], BoardSnapshotResolver);
var BoardColumnResolver = class BoardColumnResolver {
	totals(column) {
		return {
			...totalsOfColumn(column),
			currency: column.board.pipeline.currency
		};
	}
	opportunities(column, args) {
		return cardsOf(column, args);
	}
};
__decorate([
	FieldResolver(() => ColumnTotalsObject, { description: "What it holds over all its cards that you may see." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Object)
], BoardColumnResolver.prototype, "totals", null);
__decorate([
	FieldResolver(() => OpportunityConnection, { description: "Its cards, in order: by `rank` as an integer, then by id." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Args(() => ColumnCardsArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ColumnCardsArgs === "undefined" ? Object : ColumnCardsArgs]),
	__decorateMetadata("design:returntype", Object)
], BoardColumnResolver.prototype, "opportunities", null);
BoardColumnResolver = __decorate([Resolver(() => BoardColumnObject)], BoardColumnResolver);
// src/modules/board/board-events.resolver.ts
var BoardEventsResolver = class BoardEventsResolver {
	async boardEvents(message, _pipelineId, _after, context, info) {
		return message.kind === "snapshot" ? snapshot(message, context, info) : message;
	}
};
__decorate([
	Subscription(() => BoardMessageUnion, {
		description: "A board that stays live. Without `after` the first message is a BoardSnapshot, and what follows goes on from it without a gap; with `after` it goes on from there. An unknown pipeline is the error NOT_FOUND.",
		subscribe: ({ args: { pipelineId, after }, context, info }) => context.services.hub.subscribe({
			pipelineId,
			after: after ?? null,
			context,
			info
		})
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Arg("pipelineId", () => ID, { description: "The pipeline's id." })),
	__decorateParam(2, Arg("after", () => String, {
		nullable: true,
		description: "Your last cursor of this board. One that can not be gone on from is answered by a BoardResync, and that is all."
	})),
	__decorateParam(3, Ctx()),
	__decorateParam(4, Info()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		String,
		Object,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Promise)
], BoardEventsResolver.prototype, "boardEvents", null);
BoardEventsResolver = __decorate([Resolver()], BoardEventsResolver);
/** The board is read now, for this selection; the message learns of which moment it is. */
async function snapshot(message, context, info) {
	const { pipelineId, readerHalf, kind } = message;
	const board = await readSelected(context, {
		pipelineId,
		pages: pagesIn(info, "BoardSnapshot"),
		filter: null
	});
	if (board === null) throw new ApiError("NOT_FOUND");
	message.seq = board.seq;
	const { services, caller } = context;
	services.totals.know(pipelineId, scopeOf(caller.actor), board.seq, board.totals);
	return {
		...board,
		kind,
		cursor: `${readerHalf}.${services.feed.positionHalf(pipelineId, board.seq)}`
	};
}
// src/graphql/money.object.ts
var MoneyObject = class MoneyObject {};
__decorate([Field(() => DecimalScalar, { description: "How much, in whole units of the currency (not cents); exact." }), __decorateMetadata("design:type", String)], MoneyObject.prototype, "amount", void 0);
__decorate([Field(() => CurrencyCodeScalar, { description: "Which money." }), __decorateMetadata("design:type", String)], MoneyObject.prototype, "currency", void 0);
MoneyObject = __decorate([ObjectType("Money", {
	description: "An exact amount in a currency.",
	simpleResolvers: true
})], MoneyObject);
var MoneyInput = class MoneyInput {};
__decorate([Field(() => DecimalScalar, { description: "From 0 to less than 10^15, with at most the currency's minor digits." }), __decorateMetadata("design:type", String)], MoneyInput.prototype, "amount", void 0);
__decorate([Field(() => CurrencyCodeScalar, { description: "A currency of ISO 4217." }), __decorateMetadata("design:type", String)], MoneyInput.prototype, "currency", void 0);
MoneyInput = __decorate([InputType("MoneyInput", { description: "An amount of money to write." })], MoneyInput);
// src/modules/board/column-totals.resolver.ts
var ColumnTotalsResolver = class ColumnTotalsResolver {
	amount(totals, ctx) {
		const { currency } = totals;
		return seenAmount(ctx, "ColumnTotals.amount", {
			amount: inCurrency(totals, currency).amount,
			currency
		});
	}
	weightedAmount(totals, ctx) {
		const { currency } = totals;
		const amount = inCurrency(totals, currency).weightedAmount;
		return seenAmount(ctx, "ColumnTotals.weightedAmount", {
			amount,
			currency
		});
	}
	byCurrency({ byCurrency }) {
		return byCurrency;
	}
};
__decorate([
	FieldResolver(() => MoneyObject, {
		nullable: true,
		description: "The sum of the amounts in the pipeline's currency; cards in other currencies are not in it. Null if you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], ColumnTotalsResolver.prototype, "amount", null);
__decorate([
	FieldResolver(() => MoneyObject, {
		nullable: true,
		description: "The sum of amount times probability in the pipeline's currency; exact and unrounded. Null if you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], ColumnTotalsResolver.prototype, "weightedAmount", null);
__decorate([
	FieldResolver(() => [CurrencyTotalObject], { description: "The same for every currency that occurs, sorted by code." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Array)
], ColumnTotalsResolver.prototype, "byCurrency", null);
ColumnTotalsResolver = __decorate([Resolver(() => ColumnTotalsObject)], ColumnTotalsResolver);
var CurrencyTotalResolver = class CurrencyTotalResolver {
	amount({ amount }, ctx) {
		return seenAmount(ctx, "CurrencyTotal.amount", amount);
	}
	weightedAmount({ weightedAmount }, ctx) {
		return seenAmount(ctx, "CurrencyTotal.weightedAmount", weightedAmount);
	}
};
__decorate([
	FieldResolver(() => DecimalScalar, {
		nullable: true,
		description: "The sum of their amounts; exact and unrounded. Null if you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], CurrencyTotalResolver.prototype, "amount", null);
__decorate([
	FieldResolver(() => DecimalScalar, {
		nullable: true,
		description: "The sum of amount times probability; exact and unrounded. Null if you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], CurrencyTotalResolver.prototype, "weightedAmount", null);
CurrencyTotalResolver = __decorate([Resolver(() => CurrencyTotalObject)], CurrencyTotalResolver);
// src/modules/board/change.object.ts
var ChangeEdgeObject = class ChangeEdgeObject {};
__decorate([Field(() => String, { description: "The position right after this event: a cursor of its board." }), __decorateMetadata("design:type", String)], ChangeEdgeObject.prototype, "cursor", void 0);
__decorate([Field(() => BoardEventObject, { description: "The event." }), __decorateMetadata("design:type", Object)], ChangeEdgeObject.prototype, "node", void 0);
ChangeEdgeObject = __decorate([ObjectType("ChangeEdge", {
	description: "An event with its position.",
	simpleResolvers: true
})], ChangeEdgeObject);
var ChangeConnectionObject = class ChangeConnectionObject {};
__decorate([Field(() => [ChangeEdgeObject], { description: "The events of this page with their cursors." }), __decorateMetadata("design:type", Array)], ChangeConnectionObject.prototype, "edges", void 0);
__decorate([Field(() => [BoardEventObject], { description: "The events of this page, without cursors." }), __decorateMetadata("design:type", Array)], ChangeConnectionObject.prototype, "nodes", void 0);
__decorate([Field(() => PageInfoObject, { description: "How far this page reaches." }), __decorateMetadata("design:type", Object)], ChangeConnectionObject.prototype, "pageInfo", void 0);
ChangeConnectionObject = __decorate([ObjectType("ChangeConnection", {
	description: "A page of the feed of a board. `pageInfo.endCursor` is always there and passes over events that you may not see, so a page may be empty and still lead on.",
	simpleResolvers: true
})], ChangeConnectionObject);
var ChangesArgs = class ChangesArgs {};
__decorate([Field(() => ID, { description: "The pipeline's id; an unknown one is the error NOT_FOUND." }), __decorateMetadata("design:type", String)], ChangesArgs.prototype, "pipelineId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Only what comes after this position: any cursor of this board. Without it from the oldest event that is kept. A cursor that can not be used is BAD_USER_INPUT, with a BoardResyncReason in `extensions.reason`: read the board anew."
}), __decorateMetadata("design:type", Object)], ChangesArgs.prototype, "after", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "At most so many events, 0 to 100; 20 when not given."
}), __decorateMetadata("design:type", Object)], ChangesArgs.prototype, "first", void 0);
ChangesArgs = __decorate([ArgsType()], ChangesArgs);
// src/modules/board/read-changes.ts
/** A page looks at so many events at most, so that a reader of few among many gets an answer in time, if an empty one. */
var mostLooked = 1e3;
var leastRead = 50;
/** A page of a board's feed as a reader sees it, from a cursor or from the oldest event that is kept. */
async function readChanges({ feed, totals }, caller, { pipelineId, after, count }) {
	const state = isId("pipeline", pipelineId) ? await feed.stateOf(pipelineId) : void 0;
	if (state === void 0) throw new ApiError("NOT_FOUND");
	const reader = readerOf(caller);
	const scope = scopeOf(caller.actor);
	const start = after === null ? state.minSeq - 1 : startOf(feed.resume(after, reader, pipelineId, state));
	const found = [];
	let at = start;
	while (found.length < count && at < state.head && at - start < mostLooked) {
		const left = count - found.length;
		const stretch = await feed.store.events(pipelineId, at, Math.max(left, leastRead));
		if (stretch[0]?.seq !== at + 1) throw refused$1("RETENTION");
		const page = await totals.cut(pipelineId, scope, at, stretch);
		const last = page.events[left - 1];
		const { toSeq } = last ? await totals.cut(pipelineId, scope, at, stretch.filter(({ seq }) => seq <= last.seq)) : page;
		found.push(...page.events.slice(0, left));
		at = toSeq;
	}
	const cursorAt = (seq) => feed.cursorFor(reader, pipelineId, seq);
	return {
		changes: found.map((node) => ({
			node,
			cursor: cursorAt(node.seq)
		})),
		hasBefore: start >= state.minSeq,
		hasAfter: at < state.head,
		endCursor: cursorAt(at)
	};
}
function startOf(resumed) {
	if (resumed.kind === "refused") throw refused$1(resumed.reason);
	return resumed.seq;
}
var refused$1 = (reason) => new ApiError("BAD_USER_INPUT", {
	say: (words) => words.errors.input.deadCursor,
	extensions: { reason }
});
// src/modules/board/changes.resolver.ts
var ChangesResolver = class ChangesResolver {
	async changes({ services, caller }, { pipelineId, after, first }) {
		const { count } = pageSizeOf({ first });
		const { changes, hasBefore, hasAfter, endCursor } = await readChanges(services, caller, {
			pipelineId,
			after: after ?? null,
			count
		});
		return {
			edges: changes,
			nodes: changes.map(({ node }) => node),
			pageInfo: {
				hasNextPage: async () => hasAfter,
				hasPreviousPage: async () => hasBefore,
				startCursor: async () => changes[0]?.cursor ?? null,
				endCursor: async () => endCursor
			}
		};
	}
};
__decorate([
	Query(() => ChangeConnectionObject, { description: "The feed of a board, pulled: the same events as `boardEvents` pushes, for whoever prefers to ask. Kept for 7 days." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ChangesArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ChangesArgs === "undefined" ? Object : ChangesArgs]),
	__decorateMetadata("design:returntype", Promise)
], ChangesResolver.prototype, "changes", null);
ChangesResolver = __decorate([Resolver()], ChangesResolver);
// src/modules/company/company.object.ts
var CompanyObject = class CompanyObject extends NodeObject {};
__decorate([Field(() => String, { description: "Its name." }), __decorateMetadata("design:type", String)], CompanyObject.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The domain of its website and mail: `example.com`."
}), __decorateMetadata("design:type", Object)], CompanyObject.prototype, "domain", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its telephone number, as people wrote it."
}), __decorateMetadata("design:type", Object)], CompanyObject.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its postal address."
}), __decorateMetadata("design:type", Object)], CompanyObject.prototype, "address", void 0);
__decorate([Field(() => Int, { description: "Counts its edits; say it as `expectedVersion` to learn of a colleague's edit." }), __decorateMetadata("design:type", Number)], CompanyObject.prototype, "version", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was made." }), __decorateMetadata("design:type", Object)], CompanyObject.prototype, "createdAt", void 0);
CompanyObject = __decorate([ObjectType("Company", {
	implements: NodeObject,
	description: "Somebody who buys, or may.",
	simpleResolvers: true
})], CompanyObject);
var CompanyConnection = connectionOf("Company", () => CompanyObject, "companies");
// src/modules/company/company.inputs.ts
var CreateCompanyInput = class CreateCompanyInput extends MutationInput {};
__decorate([Field(() => String, { description: "Its name, up to 200 characters." }), __decorateMetadata("design:type", String)], CreateCompanyInput.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The domain of its website and mail, up to 200 characters."
}), __decorateMetadata("design:type", Object)], CreateCompanyInput.prototype, "domain", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its telephone number, up to 100 characters."
}), __decorateMetadata("design:type", Object)], CreateCompanyInput.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its postal address, up to 1,000 characters."
}), __decorateMetadata("design:type", Object)], CreateCompanyInput.prototype, "address", void 0);
CreateCompanyInput = __decorate([InputType("CreateCompanyInput", { description: "A company to make." })], CreateCompanyInput);
var UpdateCompanyInput = class UpdateCompanyInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdateCompanyInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its new name, up to 200 characters; never empty."
}), __decorateMetadata("design:type", Object)], UpdateCompanyInput.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The domain of its website and mail, up to 200 characters."
}), __decorateMetadata("design:type", Object)], UpdateCompanyInput.prototype, "domain", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its telephone number, up to 100 characters."
}), __decorateMetadata("design:type", Object)], UpdateCompanyInput.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its postal address, up to 1,000 characters."
}), __decorateMetadata("design:type", Object)], UpdateCompanyInput.prototype, "address", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "The version that you saw. If the same field was changed since, the edit is a CONFLICT; other fields merge. Without it the last writer wins."
}), __decorateMetadata("design:type", Object)], UpdateCompanyInput.prototype, "expectedVersion", void 0);
UpdateCompanyInput = __decorate([InputType("UpdateCompanyInput", { description: "Changes of a company; what is left out stays, null empties." })], UpdateCompanyInput);
var DeleteCompanyInput = class DeleteCompanyInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], DeleteCompanyInput.prototype, "id", void 0);
DeleteCompanyInput = __decorate([InputType("DeleteCompanyInput", { description: "A company to delete." })], DeleteCompanyInput);
var CreateCompanyPayload = class CreateCompanyPayload extends MutationPayload {};
__decorate([Field(() => CompanyObject, {
	nullable: true,
	description: "The new company; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateCompanyPayload.prototype, "company", void 0);
CreateCompanyPayload = __decorate([ObjectType("CreateCompanyPayload", {
	description: "What came of `createCompany`.",
	simpleResolvers: true
})], CreateCompanyPayload);
var UpdateCompanyPayload = class UpdateCompanyPayload extends MutationPayload {};
__decorate([Field(() => CompanyObject, {
	nullable: true,
	description: "The company after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateCompanyPayload.prototype, "company", void 0);
__decorate([Field(() => CompanyObject, {
	nullable: true,
	description: "On a CONFLICT, the company as it stands."
}), __decorateMetadata("design:type", Object)], UpdateCompanyPayload.prototype, "current", void 0);
__decorate([Field(() => [FieldConflictObject], { description: "On a CONFLICT, the fields that were changed since." }), __decorateMetadata("design:type", Array)], UpdateCompanyPayload.prototype, "conflicts", void 0);
UpdateCompanyPayload = __decorate([ObjectType("UpdateCompanyPayload", {
	description: "What came of `updateCompany`.",
	simpleResolvers: true
})], UpdateCompanyPayload);
var DeleteCompanyPayload = class DeleteCompanyPayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The id of the company that is gone; null when it was refused."
}), __decorateMetadata("design:type", Object)], DeleteCompanyPayload.prototype, "deletedId", void 0);
DeleteCompanyPayload = __decorate([ObjectType("DeleteCompanyPayload", {
	description: "What came of `deleteCompany`.",
	simpleResolvers: true
})], DeleteCompanyPayload);
// src/modules/company/company.store.ts
var companyColumns = (alias) => `${alias}.id, ${alias}.name, ${alias}.domain, ${alias}.phone, ${alias}.address, ${alias}.version, ${alias}.created_at`;
var companyOf = ({ created_at, ...row }) => ({
	id: row.id,
	name: row.name,
	domain: row.domain,
	phone: row.phone,
	address: row.address,
	version: row.version,
	createdAt: instant(created_at)
});
var CompanyStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Deleted ones too: a write that began before may still name one. */
	async all(ids) {
		return this.#read("c.id = any($1)", ids);
	}
	async living(ids) {
		return this.#read("c.id = any($1) and c.deleted_at is null", ids);
	}
	/** Kept from other edits until the write ends. */
	async locked(id) {
		return (await this.#read("c.id = any($1) and c.deleted_at is null for update", [id]))[0];
	}
	async #read(where, ids) {
		return (await this.sql.rows(`select ${companyColumns("c")} from company c where ${where}`, [ids.filter((id) => isId("company", id))])).map(companyOf);
	}
	async insert(company) {
		await this.sql.count("insert into company (id, name, domain, phone, address, version, created_at) values ($1, $2, $3, $4, $5, $6, $7)", [
			company.id,
			company.name,
			company.domain,
			company.phone,
			company.address,
			company.version,
			company.createdAt
		]);
	}
	async update(company) {
		await this.sql.count("update company set name = $2, domain = $3, phone = $4, address = $5, version = $6 where id = $1", [
			company.id,
			company.name,
			company.domain,
			company.phone,
			company.address,
			company.version
		]);
	}
	async delete(id) {
		await this.sql.count("update company set deleted_at = now(), version = version + 1 where id = $1", [id]);
	}
	/** Whether a contact is of it, or an opportunity names it, be it one that can still be restored. */
	async isInUse(id) {
		const [row] = await this.sql.rows(`select exists (select 1 from contact where company_id = $1 and deleted_at is null)
           or exists (select 1 from opportunity where company_id = $1
                and (deleted_at is null or deleted_at > now() - make_interval(days => $2))) as is_in_use`, [id, 30]);
		return row?.is_in_use ?? false;
	}
};
// src/modules/company/company.list.ts
/** Companies as everybody may read them, by name unless one searches. */
function companyList({ locale, filter, orderBy }) {
	const search = filter?.search ?? "";
	const isSearch = wordsOf(search).length > 0;
	return {
		name: "companies",
		boundTo: [filter, orderBy],
		columns: companyColumns("c"),
		from: "company c",
		id: "c.id",
		where: (params) => `c.deleted_at is null and ${compileFilter(companyFilter, filter, {
			alias: "c",
			params,
			locale
		})}`,
		order: compileOrder(companyOrder, "c.id", orderBy, {
			field: "NAME",
			direction: "ASC"
		}, isSearch),
		ranking: (params) => score("c.name", "c.name_folded", search, params),
		toNode: companyOf
	};
}
// src/modules/company/create-company.ts
/** Makes a company. Two may have one name: only people know whether they are one. */
var createCompany = (writes, caller, request) => change(writes, caller, ["createCompany", "company:write"], request, async (tx) => {
	const faults = faultsOfCompany(request);
	if (faults.length > 0) return { refuse: faults };
	const blank = {
		id: typeidUnboxed("com"),
		name: "",
		domain: null,
		phone: null,
		address: null,
		version: 1
	};
	const company = withCompanyFields({
		...blank,
		createdAt: tx.now
	}, request);
	await new CompanyStore(tx.sql).insert(company);
	tx.audit({
		action: "CREATE_COMPANY",
		subjectId: company.id,
		after: company
	});
	return { commit: company };
});
// src/modules/company/delete-company.ts
/** Deletes a company that no contact and no opportunity uses. */
var deleteCompany = (writes, caller, request) => change(writes, caller, ["deleteCompany", "company:delete"], request, async (tx) => {
	const store = new CompanyStore(tx.sql);
	const company = await store.locked(request.id);
	if (!company) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	if (await store.isInUse(company.id)) return { refuse: [invalid("inUse", ["id"])] };
	await store.delete(company.id);
	tx.audit({
		action: "DELETE_COMPANY",
		subjectId: company.id,
		before: company
	});
	return { commit: { deletedId: company.id } };
});
// src/modules/company/edit-payload.ts
/** The payload of an edit: what was written, the faults, or what somebody else wrote meanwhile. */
function editPayload(ctx, input, edited, present) {
	if (edited.kind !== "refused") return {
		...payload(ctx, input, edited, present),
		conflicts: []
	};
	const { refusal } = edited;
	if (refusal.kind === "refused") return {
		...answer(ctx, input, refusal.faults),
		conflicts: []
	};
	const { current, conflicts } = refusal;
	return {
		...answer(ctx, input, conflicts.map(({ field }) => fault("CONFLICT", "staleEdit", [field]))),
		current,
		conflicts
	};
}
// src/modules/opportunity/rewrite-chunk.ts
/**
* Writes a change of many locked opportunities of one pipeline: rows, stays, history, and one event. Deleted ones change
* too, since they can be restored, but no board tells of them.
*/
async function rewriteChunk(tx, { kind, at, opportunities }) {
	const { actor, road } = tx.caller;
	const batch = new OpportunityBatch(tx.sql);
	const moved = opportunities.filter(({ before, after }) => before.stageId !== after.stageId).map(({ after }) => after);
	await batch.update(opportunities.map(({ after }) => after));
	await batch.leave(moved);
	await batch.stays(moved.map((opportunity) => ({
		opportunity,
		stageId: opportunity.stageId,
		enteredAt: opportunity.stageEnteredAt,
		leftAt: null,
		enteredBy: actor.userId,
		isInferred: false
	})));
	await batch.history(opportunities.map(({ before, after }) => ({
		opportunity: after,
		kind,
		road,
		actorId: actor.userId,
		validAt: at,
		changes: changesBetween(before, after)
	})), tx.caller.via);
	tellChunk(tx, opportunities);
}
/** One event for a chunk: who reads it drops these cards and reads the columns again. */
function tellChunk(tx, opportunities) {
	const living = opportunities.filter(({ after }) => after.deletedAt === null);
	const [first] = living;
	if (!first) return;
	tx.emit({
		pipelineId: first.after.pipelineId,
		type: "BULK_CHANGED",
		opportunityId: null,
		opportunityVersion: null,
		clientMutationId: tx.clientMutationId,
		before: null,
		after: null,
		deltas: mergeDeltas(living.flatMap(({ before, after }) => deltasOf(before, after))),
		payload: {
			touchedStageIds: [...new Set(living.flatMap(({ before, after }) => [before.stageId, after.stageId]))],
			opportunityIds: living.map(({ before, after }) => ({
				id: after.id,
				before: aclOf$2(before),
				after: aclOf$2(after)
			}))
		}
	});
}
var aclOf$2 = ({ ownerId, teamId }) => ({
	ownerId,
	teamId
});
// src/modules/opportunity/tell-rename.ts
/**
* Tells every board that shows a renamed company, contact, person or team to read those cards again. After the rename and not
* in its transaction: a name that thousands of cards show must not keep their boards waiting.
*/
async function tellRename(writes, caller, namedBy, id) {
	for (let after = ""; after !== null; after = await tellNext(writes, caller, namedBy, id, after));
}
/** One chunk; gives the last card of it, or null when there are no more. */
async function tellNext(writes, caller, namedBy, id, after) {
	const request = {
		caller,
		operation: "tellRename",
		clientMutationId: null,
		input: null
	};
	const written = await writes.run(request, async (tx) => {
		const cards = await tx.sql.rows(`select id, pipeline_id, stage_id, owner_id, team_id from opportunity
       where ${namedBy} = $1 and id > $2 and deleted_at is null order by id limit $3`, [
			id,
			after,
			500
		]);
		for (const [pipelineId, ofBoard] of Map.groupBy(cards, (card) => card.pipeline_id)) tell$1(tx, pipelineId, ofBoard);
		return { commit: cards.length === 500 ? cards.at(-1)?.id ?? null : null };
	});
	return written.kind === "written" ? written.outcome : null;
}
function tell$1(tx, pipelineId, cards) {
	tx.emit({
		pipelineId,
		type: "BULK_CHANGED",
		opportunityId: null,
		opportunityVersion: null,
		clientMutationId: null,
		before: null,
		after: null,
		deltas: [],
		payload: {
			touchedStageIds: [...new Set(cards.map(({ stage_id }) => stage_id))],
			opportunityIds: cards.map((card) => ({
				id: card.id,
				before: aclOf$1(card),
				after: aclOf$1(card)
			}))
		}
	});
}
var aclOf$1 = (card) => ({
	ownerId: card.owner_id,
	teamId: card.team_id
});
// src/modules/company/customer-answer.ts
var refused = (...faults) => ({ refuse: {
	kind: "refused",
	faults
} });
// src/modules/company/customer-history.store.ts
/** What edits changed on companies and contacts. */
var CustomerHistoryStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async record(subject, actorId, changes) {
		await this.sql.count("insert into customer_history (subject_id, version, actor_id, changes) values ($1, $2, $3, $4)", [
			subject.id,
			subject.version,
			actorId,
			JSON.stringify(changes)
		]);
	}
	/** Every step after a version, oldest first; none when nobody says which one they saw. */
	async stepsSince(id, version) {
		if (version === null) return [];
		return (await this.sql.rows("select changes from customer_history where subject_id = $1 and version > $2 order by version", [id, version])).flatMap(({ changes }) => changes);
	}
};
// src/modules/company/update-company.ts
/** Edits a company. Edits of other fields merge, a stale edit of the same one conflicts; a new name reaches boards. */
async function updateCompany(writes, caller, request) {
	const { clientMutationId } = request;
	let isRenamed = false;
	const written = await writes.run({
		caller,
		operation: "updateCompany",
		clientMutationId,
		input: request
	}, async (tx) => {
		isRenamed = false;
		if (!may(caller.actor, "company:write")) return refused(fault("FORBIDDEN", "notAllowed"));
		const store = new CompanyStore(tx.sql);
		const history = new CustomerHistoryStore(tx.sql);
		const before = await store.locked(request.id);
		if (!before) return refused(fault("NOT_FOUND", "notFound", ["id"]));
		const faults = faultsOfCompany(request);
		if (faults.length > 0) return refused(...faults);
		const since = await history.stepsSince(before.id, request.expectedVersion);
		const edit = decideCustomerEdit(companyFields, before, withCompanyFields(before, request), since);
		if (edit.kind === "conflict") return { refuse: {
			kind: "conflict",
			current: before,
			conflicts: edit.conflicts
		} };
		if (edit.kind === "unchanged") return { commit: before };
		await store.update(edit.after);
		await history.record(edit.after, caller.actor.userId, edit.changes);
		tx.audit({
			action: "UPDATE_COMPANY",
			subjectId: before.id,
			before,
			after: edit.after
		});
		isRenamed = edit.after.name !== before.name;
		return { commit: edit.after };
	});
	if (isRenamed && written.kind === "written") await tellRename(writes, caller, "company_id", request.id);
	return written;
}
// src/modules/company/company.resolver.ts
var CompanyResolver = class CompanyResolver {
	companies(ctx, page, filter, orderBy) {
		return list(ctx, companyList({
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
	async createCompany(ctx, input) {
		const { clientMutationId = null } = input;
		return payload(ctx, input, await createCompany(ctx.services.writes, ctx.caller, {
			...input,
			clientMutationId
		}), (company) => ({ company }));
	}
	async updateCompany(ctx, input) {
		const { expectedVersion = null, clientMutationId = null } = input;
		const request = {
			...input,
			expectedVersion,
			clientMutationId
		};
		return editPayload(ctx, input, await updateCompany(ctx.services.writes, ctx.caller, request), (company) => ({ company }));
	}
	async deleteCompany(ctx, input) {
		const { id, clientMutationId = null } = input;
		return payload(ctx, input, await deleteCompany(ctx.services.writes, ctx.caller, {
			id,
			clientMutationId
		}), (deleted) => deleted);
	}
};
__decorate([
	Query(() => CompanyConnection, { description: "Companies, which everybody may read." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => CompanyFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateParam(3, Arg("orderBy", () => [CompanyOrder], {
		nullable: true,
		description: "In which order; when not given by name, or by relevance when searching."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], CompanyResolver.prototype, "companies", null);
__decorate([
	Mutation(() => CreateCompanyPayload, { description: "Makes a company." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateCompanyInput, { description: "What to make." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateCompanyInput === "undefined" ? Object : CreateCompanyInput]),
	__decorateMetadata("design:returntype", Promise)
], CompanyResolver.prototype, "createCompany", null);
__decorate([
	Mutation(() => UpdateCompanyPayload, { description: "Edits a company. A new name shows on all boards." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateCompanyInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateCompanyInput === "undefined" ? Object : UpdateCompanyInput]),
	__decorateMetadata("design:returntype", Promise)
], CompanyResolver.prototype, "updateCompany", null);
__decorate([
	Mutation(() => DeleteCompanyPayload, { description: "Deletes a company that no contact and no opportunity uses. For managers and administrators." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeleteCompanyInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeleteCompanyInput === "undefined" ? Object : DeleteCompanyInput]),
	__decorateMetadata("design:returntype", Promise)
], CompanyResolver.prototype, "deleteCompany", null);
CompanyResolver = __decorate([Resolver(() => CompanyObject)], CompanyResolver);
// src/modules/contact/contact.object.ts
var ContactObject = class ContactObject extends NodeObject {};
__decorate([Field(() => String, { description: "Their name." }), __decorateMetadata("design:type", String)], ContactObject.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their mail address."
}), __decorateMetadata("design:type", Object)], ContactObject.prototype, "email", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their telephone number, as people wrote it."
}), __decorateMetadata("design:type", Object)], ContactObject.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What they do at their company."
}), __decorateMetadata("design:type", Object)], ContactObject.prototype, "jobTitle", void 0);
__decorate([Field(() => Int, { description: "Counts its edits; say it as `expectedVersion` to learn of a colleague's edit." }), __decorateMetadata("design:type", Number)], ContactObject.prototype, "version", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was made." }), __decorateMetadata("design:type", Object)], ContactObject.prototype, "createdAt", void 0);
ContactObject = __decorate([ObjectType("Contact", {
	implements: NodeObject,
	description: "A person to talk to.",
	simpleResolvers: true
})], ContactObject);
var ContactConnection = connectionOf("Contact", () => ContactObject, "contacts");
// src/modules/contact/contact.inputs.ts
var CreateContactInput = class CreateContactInput extends MutationInput {};
__decorate([Field(() => String, { description: "Their name, up to 200 characters." }), __decorateMetadata("design:type", String)], CreateContactInput.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their mail address."
}), __decorateMetadata("design:type", Object)], CreateContactInput.prototype, "email", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their telephone number, up to 100 characters."
}), __decorateMetadata("design:type", Object)], CreateContactInput.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What they do, up to 200 characters."
}), __decorateMetadata("design:type", Object)], CreateContactInput.prototype, "jobTitle", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Where they work."
}), __decorateMetadata("design:type", Object)], CreateContactInput.prototype, "companyId", void 0);
CreateContactInput = __decorate([InputType("CreateContactInput", { description: "A contact to make." })], CreateContactInput);
var UpdateContactInput = class UpdateContactInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdateContactInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their new name, up to 200 characters; never empty."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "name", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their mail address."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "email", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their telephone number, up to 100 characters."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "phone", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What they do, up to 200 characters."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "jobTitle", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Where they work."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "companyId", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "The version that you saw. If the same field was changed since, the edit is a CONFLICT; other fields merge. Without it the last writer wins."
}), __decorateMetadata("design:type", Object)], UpdateContactInput.prototype, "expectedVersion", void 0);
UpdateContactInput = __decorate([InputType("UpdateContactInput", { description: "Changes of a contact; what is left out stays, null empties." })], UpdateContactInput);
var DeleteContactInput = class DeleteContactInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], DeleteContactInput.prototype, "id", void 0);
DeleteContactInput = __decorate([InputType("DeleteContactInput", { description: "A contact to delete." })], DeleteContactInput);
var CreateContactPayload = class CreateContactPayload extends MutationPayload {};
__decorate([Field(() => ContactObject, {
	nullable: true,
	description: "The new contact; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateContactPayload.prototype, "contact", void 0);
CreateContactPayload = __decorate([ObjectType("CreateContactPayload", {
	description: "What came of `createContact`.",
	simpleResolvers: true
})], CreateContactPayload);
var UpdateContactPayload = class UpdateContactPayload extends MutationPayload {};
__decorate([Field(() => ContactObject, {
	nullable: true,
	description: "The contact after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateContactPayload.prototype, "contact", void 0);
__decorate([Field(() => ContactObject, {
	nullable: true,
	description: "On a CONFLICT, the contact as it stands."
}), __decorateMetadata("design:type", Object)], UpdateContactPayload.prototype, "current", void 0);
__decorate([Field(() => [FieldConflictObject], { description: "On a CONFLICT, the fields that were changed since." }), __decorateMetadata("design:type", Array)], UpdateContactPayload.prototype, "conflicts", void 0);
UpdateContactPayload = __decorate([ObjectType("UpdateContactPayload", {
	description: "What came of `updateContact`.",
	simpleResolvers: true
})], UpdateContactPayload);
var DeleteContactPayload = class DeleteContactPayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The id of the contact that is gone; null when it was refused."
}), __decorateMetadata("design:type", Object)], DeleteContactPayload.prototype, "deletedId", void 0);
DeleteContactPayload = __decorate([ObjectType("DeleteContactPayload", {
	description: "What came of `deleteContact`.",
	simpleResolvers: true
})], DeleteContactPayload);
// src/modules/contact/contact.store.ts
var names = [
	"id",
	"name",
	"email",
	"phone",
	"job_title",
	"company_id",
	"version",
	"created_at"
];
var contactColumns = (alias) => names.map((name) => `${alias}.${name}`).join(", ");
var contactOf = (row) => ({
	id: row.id,
	name: row.name,
	email: row.email,
	phone: row.phone,
	jobTitle: row.job_title,
	companyId: row.company_id,
	version: row.version,
	createdAt: instant(row.created_at)
});
var ContactStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Deleted ones too: a write that began before may still name one. */
	async all(ids) {
		return this.#read("c.id = any($1)", ids);
	}
	async living(ids) {
		return this.#read("c.id = any($1) and c.deleted_at is null", ids);
	}
	/** Kept from other edits until the write ends. */
	async locked(id) {
		return (await this.#read("c.id = any($1) and c.deleted_at is null for update", [id]))[0];
	}
	async #read(where, ids) {
		return (await this.sql.rows(`select ${contactColumns("c")} from contact c where ${where}`, [ids.filter((id) => isId("contact", id))])).map(contactOf);
	}
	async insert(contact) {
		await this.sql.count(`insert into contact (id, name, email, phone, job_title, company_id, version, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`, [
			contact.id,
			contact.name,
			contact.email,
			contact.phone,
			contact.jobTitle,
			contact.companyId,
			contact.version,
			contact.createdAt
		]);
	}
	async update(contact) {
		await this.sql.count(`update contact set name = $2, email = $3, phone = $4, job_title = $5, company_id = $6, version = $7 where id = $1`, [
			contact.id,
			contact.name,
			contact.email,
			contact.phone,
			contact.jobTitle,
			contact.companyId,
			contact.version
		]);
	}
	async delete(id) {
		await this.sql.count("update contact set deleted_at = now(), version = version + 1 where id = $1", [id]);
	}
	/** Whether an opportunity names it, be it one that can still be restored. */
	async isInUse(id) {
		return (await this.sql.rows(`select 1 from opportunity where contact_id = $1
         and (deleted_at is null or deleted_at > now() - make_interval(days => $2)) limit 1`, [id, 30])).length > 0;
	}
};
// src/modules/contact/contact.list.ts
/** Contacts as everybody may read them, by name unless one searches. */
function contactList({ locale, filter, orderBy }) {
	const search = filter?.search ?? "";
	const isSearch = wordsOf(search).length > 0;
	return {
		name: "contacts",
		boundTo: [filter, orderBy],
		columns: contactColumns("c"),
		from: "contact c",
		id: "c.id",
		where: (params) => `c.deleted_at is null and ${compileFilter(contactFilter, filter, {
			alias: "c",
			params,
			locale
		})}`,
		order: compileOrder(contactOrder, "c.id", orderBy, {
			field: "NAME",
			direction: "ASC"
		}, isSearch),
		ranking: (params) => score("c.name", "c.name_folded", search, params),
		toNode: contactOf
	};
}
// src/modules/contact/named-company.ts
/** The company that a write names: null where nothing has that id, absent where none is named. */
async function namedCompany(sql, { companyId }) {
	if (typeof companyId !== "string") return void 0;
	if (!isId("company", companyId)) return null;
	return (await new CompanyStore(sql).living([companyId]))[0] ?? null;
}
// src/modules/contact/create-contact.ts
/** Makes a contact, of a company or of none. */
var createContact = (writes, caller, request) => change(writes, caller, ["createContact", "company:write"], request, async (tx) => {
	const faults = faultsOfContact(request, await namedCompany(tx.sql, request));
	if (faults.length > 0) return { refuse: faults };
	const contact = withContactFields({
		name: "",
		email: null,
		phone: null,
		jobTitle: null,
		companyId: null,
		version: 1,
		id: typeidUnboxed("con"),
		createdAt: tx.now
	}, request);
	await new ContactStore(tx.sql).insert(contact);
	tx.audit({
		action: "CREATE_CONTACT",
		subjectId: contact.id,
		after: contact
	});
	return { commit: contact };
});
// src/modules/contact/delete-contact.ts
/** Deletes a contact that no opportunity names. */
var deleteContact = (writes, caller, request) => change(writes, caller, ["deleteContact", "company:delete"], request, async (tx) => {
	const store = new ContactStore(tx.sql);
	const contact = await store.locked(request.id);
	if (!contact) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	if (await store.isInUse(contact.id)) return { refuse: [invalid("inUse", ["id"])] };
	await store.delete(contact.id);
	tx.audit({
		action: "DELETE_CONTACT",
		subjectId: contact.id,
		before: contact
	});
	return { commit: { deletedId: contact.id } };
});
// src/modules/contact/update-contact.ts
/** Edits a contact. Edits of other fields merge, a stale edit of the same one conflicts; a new name reaches boards. */
async function updateContact(writes, caller, request) {
	const { clientMutationId } = request;
	let isRenamed = false;
	const written = await writes.run({
		caller,
		operation: "updateContact",
		clientMutationId,
		input: request
	}, async (tx) => {
		isRenamed = false;
		if (!may(caller.actor, "company:write")) return refused(fault("FORBIDDEN", "notAllowed"));
		const store = new ContactStore(tx.sql);
		const history = new CustomerHistoryStore(tx.sql);
		const before = await store.locked(request.id);
		if (!before) return refused(fault("NOT_FOUND", "notFound", ["id"]));
		const faults = faultsOfContact(request, await namedCompany(tx.sql, request));
		if (faults.length > 0) return refused(...faults);
		const since = await history.stepsSince(before.id, request.expectedVersion);
		const edit = decideCustomerEdit(contactFields, before, withContactFields(before, request), since);
		if (edit.kind === "conflict") return { refuse: {
			kind: "conflict",
			current: before,
			conflicts: edit.conflicts
		} };
		if (edit.kind === "unchanged") return { commit: before };
		await store.update(edit.after);
		await history.record(edit.after, caller.actor.userId, edit.changes);
		tx.audit({
			action: "UPDATE_CONTACT",
			subjectId: before.id,
			before,
			after: edit.after
		});
		isRenamed = edit.after.name !== before.name;
		return { commit: edit.after };
	});
	if (isRenamed && written.kind === "written") await tellRename(writes, caller, "contact_id", request.id);
	return written;
}
// src/modules/contact/contact.resolver.ts
var ContactResolver = class ContactResolver {
	contacts(ctx, page, filter, orderBy) {
		return list(ctx, contactList({
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
	async company({ companyId }, { loaders }) {
		return companyId === null ? null : loaders.companies.load(companyId);
	}
	async createContact(ctx, input) {
		const { clientMutationId = null } = input;
		return payload(ctx, input, await createContact(ctx.services.writes, ctx.caller, {
			...input,
			clientMutationId
		}), (contact) => ({ contact }));
	}
	async updateContact(ctx, input) {
		const { expectedVersion = null, clientMutationId = null } = input;
		const request = {
			...input,
			expectedVersion,
			clientMutationId
		};
		return editPayload(ctx, input, await updateContact(ctx.services.writes, ctx.caller, request), (contact) => ({ contact }));
	}
	async deleteContact(ctx, input) {
		const { id, clientMutationId = null } = input;
		return payload(ctx, input, await deleteContact(ctx.services.writes, ctx.caller, {
			id,
			clientMutationId
		}), (deleted) => deleted);
	}
};
__decorate([
	Query(() => ContactConnection, { description: "Contacts, which everybody may read." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => ContactFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateParam(3, Arg("orderBy", () => [ContactOrder], {
		nullable: true,
		description: "In which order; when not given by name, or by relevance when searching."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], ContactResolver.prototype, "contacts", null);
__decorate([
	FieldResolver(() => CompanyObject, {
		nullable: true,
		description: "Where they work."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], ContactResolver.prototype, "company", null);
__decorate([
	Mutation(() => CreateContactPayload, { description: "Makes a contact." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateContactInput, { description: "What to make." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateContactInput === "undefined" ? Object : CreateContactInput]),
	__decorateMetadata("design:returntype", Promise)
], ContactResolver.prototype, "createContact", null);
__decorate([
	Mutation(() => UpdateContactPayload, { description: "Edits a contact. A new name shows on all boards." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateContactInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateContactInput === "undefined" ? Object : UpdateContactInput]),
	__decorateMetadata("design:returntype", Promise)
], ContactResolver.prototype, "updateContact", null);
__decorate([
	Mutation(() => DeleteContactPayload, { description: "Deletes a contact that no opportunity names. For managers and administrators." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeleteContactInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeleteContactInput === "undefined" ? Object : DeleteContactInput]),
	__decorateMetadata("design:returntype", Promise)
], ContactResolver.prototype, "deleteContact", null);
ContactResolver = __decorate([Resolver(() => ContactObject)], ContactResolver);
// src/modules/pipeline/all-pipelines-changed.ts
/** Tells every board that settings which all of them share have changed. */
async function allPipelinesChanged(tx) {
	const pipelines = await tx.sql.rows("select id from pipeline order by id");
	for (const { id } of pipelines) pipelineChanged(tx, id);
}
// src/modules/lost-reason/lost-reason.store.ts
var lostReasonColumns = (alias) => `${alias}.id, ${alias}.name, ${alias}.preset_key, ${alias}.archived_at is not null as is_archived`;
var lostReasonOf = (row) => ({
	id: row.id,
	name: row.name,
	presetKey: row.preset_key,
	isArchived: row.is_archived
});
var LostReasonStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async reasons(ids) {
		return this.#read("r.id = any($1)", ids);
	}
	/** Kept from other changes until the write ends. */
	async locked(id) {
		return (await this.#read("r.id = any($1) for no key update", [id]))[0];
	}
	async #read(where, ids) {
		return (await this.sql.rows(`select ${lostReasonColumns("r")} from lost_reason r where ${where}`, [ids.filter((id) => isId("lostReason", id))])).map(lostReasonOf);
	}
	/** Last in the list. */
	async insert({ id, name, presetKey }, at) {
		await this.sql.count(`insert into lost_reason (id, name, preset_key, position, created_at)
       select $1, $2, $3, coalesce(max(position) + 1, 0), $4 from lost_reason`, [
			id,
			name,
			presetKey,
			at
		]);
	}
	async update({ id, name, isArchived }, at) {
		await this.sql.count(`update lost_reason set name = $2, archived_at = case when $3 then coalesce(archived_at, $4) end where id = $1`, [
			id,
			name,
			isArchived,
			at
		]);
	}
};
// src/modules/lost-reason/create-lost-reason.ts
/** Offers one more reason for losing, on all boards. */
var createLostReason = (writes, caller, request) => change(writes, caller, ["createLostReason", "setup:write"], request, async (tx) => {
	const faults = requiredText(request.name, limits.name, ["name"]);
	if (faults.length > 0) return { refuse: faults };
	const reason = {
		id: typeidUnboxed("lrs"),
		name: request.name,
		presetKey: null,
		isArchived: false
	};
	await new LostReasonStore(tx.sql).insert(reason, tx.now);
	tx.audit({
		action: "CREATE_LOST_REASON",
		subjectId: reason.id,
		after: reason
	});
	await allPipelinesChanged(tx);
	return { commit: reason };
});
// src/modules/lost-reason/lost-reason.object.ts
var LostReasonObject = class LostReasonObject extends NodeObject {};
__decorate([Field(() => Boolean, { description: "True when it is no longer offered; what was lost for it still is." }), __decorateMetadata("design:type", Boolean)], LostReasonObject.prototype, "isArchived", void 0);
LostReasonObject = __decorate([ObjectType("LostReason", {
	implements: NodeObject,
	description: "Why opportunities are lost.",
	simpleResolvers: true
})], LostReasonObject);
var LostReasonConnection = connectionOf("LostReason", () => LostReasonObject, "lost reasons");
// src/modules/lost-reason/lost-reason.inputs.ts
var CreateLostReasonInput = class CreateLostReasonInput extends MutationInput {};
__decorate([Field(() => String, { description: "What it says, up to 200 characters." }), __decorateMetadata("design:type", String)], CreateLostReasonInput.prototype, "name", void 0);
CreateLostReasonInput = __decorate([InputType("CreateLostReasonInput", { description: "A lost reason to offer." })], CreateLostReasonInput);
var UpdateLostReasonInput = class UpdateLostReasonInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdateLostReasonInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What it says from now on; a preset's no longer follows the language then."
}), __decorateMetadata("design:type", Object)], UpdateLostReasonInput.prototype, "name", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	description: "True to offer it no longer, false to offer it again."
}), __decorateMetadata("design:type", Object)], UpdateLostReasonInput.prototype, "isArchived", void 0);
UpdateLostReasonInput = __decorate([InputType("UpdateLostReasonInput", { description: "Changes of a lost reason; what is left out stays." })], UpdateLostReasonInput);
var CreateLostReasonPayload = class CreateLostReasonPayload extends MutationPayload {};
__decorate([Field(() => LostReasonObject, {
	nullable: true,
	description: "The new reason; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateLostReasonPayload.prototype, "lostReason", void 0);
CreateLostReasonPayload = __decorate([ObjectType("CreateLostReasonPayload", {
	description: "What came of `createLostReason`.",
	simpleResolvers: true
})], CreateLostReasonPayload);
var UpdateLostReasonPayload = class UpdateLostReasonPayload extends MutationPayload {};
__decorate([Field(() => LostReasonObject, {
	nullable: true,
	description: "The reason after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateLostReasonPayload.prototype, "lostReason", void 0);
UpdateLostReasonPayload = __decorate([ObjectType("UpdateLostReasonPayload", {
	description: "What came of `updateLostReason`.",
	simpleResolvers: true
})], UpdateLostReasonPayload);
// src/modules/lost-reason/update-lost-reason.ts
/**
* Renames a reason, or takes it from the list that is offered. `locale` is the one in which its name was read: to write a
* preset's name back is no renaming.
*/
var updateLostReason = (writes, caller, request, locale) => change(writes, caller, ["updateLostReason", "setup:write"], request, async (tx) => {
	const store = new LostReasonStore(tx.sql);
	const before = await store.locked(request.id);
	if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	const { name } = request;
	const faults = name === void 0 ? [] : requiredText(name, limits.name, ["name"]);
	if (faults.length > 0) return { refuse: faults };
	const isRenamed = typeof name === "string" && name !== lostReasonName(before, locale);
	const after = {
		...before,
		name: isRenamed ? name : before.name,
		isArchived: request.isArchived ?? before.isArchived
	};
	if (!isRenamed && after.isArchived === before.isArchived) return { commit: before };
	await store.update(after, tx.now);
	tx.audit({
		action: "UPDATE_LOST_REASON",
		subjectId: before.id,
		before,
		after
	});
	await allPipelinesChanged(tx);
	return { commit: after };
});
// src/modules/lost-reason/lost-reason.resolver.ts
var lostReasonList = (filter, locale) => ({
	name: "lostReasons",
	boundTo: filter,
	columns: lostReasonColumns("r"),
	from: "lost_reason r",
	id: "r.id",
	where: (params) => compileFilter(lostReasonFilter, filter, {
		alias: "r",
		params,
		locale
	}),
	order: fixedOrder({
		value: "r.position",
		type: "bigint",
		direction: "ASC",
		isNullable: false
	}, {
		value: "r.id",
		type: "text",
		direction: "ASC",
		isNullable: false
	}),
	toNode: lostReasonOf
});
var LostReasonResolver = class LostReasonResolver {
	lostReasons(ctx, page, filter) {
		return list(ctx, lostReasonList(filter, ctx.locale), page);
	}
	name(reason, { locale }) {
		return lostReasonName(reason, locale);
	}
	async createLostReason(ctx, input) {
		const { name, clientMutationId = null } = input;
		return payload(ctx, input, await createLostReason(ctx.services.writes, ctx.caller, {
			name,
			clientMutationId
		}), (lostReason) => ({ lostReason }));
	}
	async updateLostReason(ctx, input) {
		const { id, name, isArchived, clientMutationId = null } = input;
		const request = {
			id,
			name,
			isArchived: isArchived ?? void 0,
			clientMutationId
		};
		return payload(ctx, input, await updateLostReason(ctx.services.writes, ctx.caller, request, ctx.locale), (lostReason) => ({ lostReason }));
	}
};
__decorate([
	Query(() => LostReasonConnection, { description: "Reasons for losing in the order in which they are offered, archived ones among them." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => LostReasonFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], LostReasonResolver.prototype, "lostReasons", null);
__decorate([
	FieldResolver(() => String, { description: "As an administrator wrote it; a preset's name follows your language until it is renamed." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", String)
], LostReasonResolver.prototype, "name", null);
__decorate([
	Mutation(() => CreateLostReasonPayload, { description: "Offers one more lost reason. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateLostReasonInput, { description: "What to offer." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateLostReasonInput === "undefined" ? Object : CreateLostReasonInput]),
	__decorateMetadata("design:returntype", Promise)
], LostReasonResolver.prototype, "createLostReason", null);
__decorate([
	Mutation(() => UpdateLostReasonPayload, { description: "Renames a lost reason, or offers it no longer. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateLostReasonInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateLostReasonInput === "undefined" ? Object : UpdateLostReasonInput]),
	__decorateMetadata("design:returntype", Promise)
], LostReasonResolver.prototype, "updateLostReason", null);
LostReasonResolver = __decorate([Resolver(() => LostReasonObject)], LostReasonResolver);
// src/modules/invitation/invitation.store.ts
var lifetime = "7 days";
var invitationColumns = (alias) => [
	"id",
	"user_id",
	"email",
	"invited_by_id",
	"created_at",
	"sent_at",
	"expires_at"
].map((name) => `${alias}.${name}`).join(", ");
var invitationOf = (row) => ({
	id: row.id,
	userId: row.user_id,
	email: row.email,
	invitedById: row.invited_by_id,
	createdAt: instant(row.created_at),
	sentAt: instant(row.sent_at),
	expiresAt: instant(row.expires_at)
});
/** 256 random bits; the database keeps their hash only, so whoever reads a backup can't use them. */
var newToken = () => randomBytes(32).toString("base64url");
var InvitationStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async many(ids) {
		return this.#read("i.id = any($1)", [ids.filter((id) => isId("invitation", id))]);
	}
	async ofUsers(userIds) {
		return this.#read("i.user_id = any($1)", [userIds]);
	}
	/** Neither a person's nor that of somebody else who was asked. */
	async isAddressFree(email) {
		if (!isStorable(email)) return true;
		return (await this.sql.rows("select 1 from app_user where email = $1 union all select 1 from invitation where email = $1", [email])).length === 0;
	}
	async insert({ id, userId, email, invitedById }, token) {
		return one(await this.sql.rows(`insert into invitation as i (id, user_id, email, invited_by_id, token_hash, expires_at)
       values ($1, $2, $3, $4, $5, now() + interval '${lifetime}') returning ${invitationColumns("i")}`, [
			id,
			userId,
			email,
			invitedById,
			secretHash(token)
		]));
	}
	/** Another link for another week; the one before is void. */
	async renew(id, token) {
		return one(await this.sql.rows(`update invitation i set token_hash = $2, sent_at = now(), expires_at = now() + interval '${lifetime}'
       where i.id = $1 returning ${invitationColumns("i")}`, [id, secretHash(token)]));
	}
	/** Withdraws it, and with it whoever it made: somebody who was never here. Whom an import made stays as they were. */
	async withdraw({ id, userId }) {
		await this.sql.count("delete from invitation where id = $1", [id]);
		await this.sql.count("delete from app_user where id = $1 and not is_active and has_sign_in", [userId]);
	}
	/** The invitation behind a link that is good. */
	async behind(tokenHash) {
		return (await this.#read("i.token_hash = $1 and i.expires_at > now()", [tokenHash]))[0];
	}
	/** Uses the link up; of two who come at once one gets it. */
	async take(tokenHash) {
		return (await this.sql.rows(`delete from invitation i where i.token_hash = $1 and i.expires_at > now() returning ${invitationColumns("i")}`, [tokenHash])).map(invitationOf)[0];
	}
	async #read(where, values) {
		return (await this.sql.rows(`select ${invitationColumns("i")} from invitation i where ${where}`, values)).map(invitationOf);
	}
};
function one(rows) {
	const [row] = rows;
	if (!row) throw new Error("An invitation was written and is not there.");
	return invitationOf(row);
}
// src/modules/opportunity/opportunity.store.ts
var unless = {
	wait: "",
	skip: "skip locked",
	lose: "nowait"
};
/** Opportunities as rows: statements that read and lock them; `write-change.ts` writes. */
var OpportunityStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Those of the ids that this reader sees, deleted ones left out. */
	async visible(ids, scope) {
		const params = paramsFrom(ids);
		return (await this.sql.rows(`select ${opportunityColumns("o")} from opportunity o
       where o.id = any($1) and o.deleted_at is null and ${visibleTo(scope, "o", params)}`, params.values)).map(opportunityOf);
	}
	/** As it is committed now, deleted or not, unlocked: it may change until it is locked. */
	async peek(id) {
		return (await this.sql.rows(`select ${opportunityColumns("o")} from opportunity o where o.id = $1`, [id])).map(opportunityOf)[0];
	}
	/**
	* Locks cards in the order of their ids. The clock is read after the last lock was got, and never before a card
	* entered its stage: whoever waited for a lock acts later than the one who held it. What somebody else holds can be
	* waited for, left out, or be a lost race.
	*/
	async lock(ids, ifHeld = "wait") {
		if (ids.length === 0) return {
			get: () => void 0,
			now: instant(/* @__PURE__ */ new Date(0))
		};
		const rows = await this.sql.rows(`with locked as materialized (
         select * from opportunity where id = any($1) order by id for update ${unless[ifHeld]}
       )
       select ${opportunityColumns("locked")},
         date_trunc('milliseconds', greatest(clock_timestamp(), max(locked.stage_entered_at) over ())) as clock
       from locked`, [ids]);
		const cards = new Map(rows.map((row) => [row.id, opportunityOf(row)]));
		return {
			get: (id) => cards.get(id),
			now: instant(rows[0]?.clock ?? /* @__PURE__ */ new Date(0))
		};
	}
	/** How far a board has got. */
	async headOf(pipelineId) {
		const [row] = await this.sql.rows(`select seq from board_feed where pipeline_id = $1`, [pipelineId]);
		return Number(row?.seq ?? 0);
	}
	async hasExternalId(externalId) {
		return (await this.sql.rows(`select 1 from opportunity where external_id = $1`, [externalId])).length > 0;
	}
};
// src/modules/vocabulary/vocabulary.store.ts
var useOf = {
	source: "o.source = w.name",
	tag: "o.tags @> array[w.name]"
};
/** What is offered while typing tells of opportunities: a reader gets the words of those in their sight. */
function saidInSightOf(scope, vocabulary, params) {
	if (scope.kind === "ALL") return "true";
	return `exists (select 1 from opportunity o where ${useOf[vocabulary]} and ${visibleTo(scope, "o", params)})`;
}
/** The words of a vocabulary that a search finds, as Vietnamese is sorted. */
var wordList = (vocabulary, search, scope) => ({
	name: vocabulary,
	boundTo: search,
	columns: "w.id, w.name",
	from: `${vocabulary} w`,
	id: "w.id",
	where: (params) => [matchesAll("mekong_fold(w.name)", search ?? "", params), saidInSightOf(scope, vocabulary, params)].join(" and "),
	order: fixedOrder({
		value: "w.name collate \"vi-x-icu\"",
		type: "text",
		direction: "ASC",
		isNullable: false
	}, {
		value: "w.id",
		type: "text",
		direction: "ASC",
		isNullable: false
	}),
	toNode: ({ id, name }) => ({
		id,
		name
	})
});
function readWords(sql, vocabulary, ids, scope) {
	const params = paramsFrom(ids.filter((id) => isId(vocabulary, id)));
	const isInSight = saidInSightOf(scope, vocabulary, params);
	return sql.rows(`select w.id, w.name from ${vocabulary} w where w.id = any($1) and ${isInSight}`, params.values);
}
// src/modules/node/read-nodes.ts
/** How the living things of each kind are read, as far as this caller may see them. Kinds without a reader are no nodes. */
var readers = {
	opportunity: ({ services, caller }, ids) => new OpportunityStore(services.sql).visible(ids, scopeOf(caller.actor)),
	pipeline: ({ services }, ids) => new PipelineStore(services.sql).pipelines(ids),
	stage: async ({ services }, ids) => (await new PipelineStore(services.sql).stages(ids)).filter(({ isArchived }) => !isArchived),
	user: ({ services }, ids) => new TeamStore(services.sql).users(ids),
	team: ({ services }, ids) => new TeamStore(services.sql).teams(ids),
	company: ({ services }, ids) => new CompanyStore(services.sql).living(ids),
	contact: ({ services }, ids) => new ContactStore(services.sql).living(ids),
	lostReason: ({ services }, ids) => new LostReasonStore(services.sql).reasons(ids),
	source: ({ services, caller }, ids) => readWords(services.sql, "source", ids, scopeOf(caller.actor)),
	tag: ({ services, caller }, ids) => readWords(services.sql, "tag", ids, scopeOf(caller.actor)),
	invitation: async ({ services, caller: { actor } }, ids) => may(actor, "setup:write") ? new InvitationStore(services.sql).many(ids) : [],
	apiKey: async ({ services, caller: { actor } }, ids) => {
		if (!may(actor, "key:own")) return [];
		return (await Promise.all(ids.map((id) => new ApiKeyStore(services.sql).one(id)))).filter((key) => key !== null).filter(({ userId }) => userId === actor.userId || may(actor, "key:others"));
	}
};
/** What stands behind each id. Unknown, malformed, gone and hidden are all null and can't be told apart. */
async function readNodes(ctx, ids) {
	const byKind = Map.groupBy(new Set(ids), kindOfId);
	const found = await Promise.all([...byKind].map(async ([kind, ofKind]) => kind && readers[kind]?.(ctx, ofKind) || []));
	const records = new Map(found.flat().map((record) => [record.id, record]));
	return ids.map((id) => records.get(id) ?? null);
}
// src/modules/node/node.resolver.ts
var mostNodes = 100;
var NodeResolver = class NodeResolver {
	async node(ctx, id) {
		return (await readNodes(ctx, [id]))[0] ?? null;
	}
	nodes(ctx, ids) {
		if (ids.length > mostNodes) throw badInput("listTooLong", { max: mostNodes });
		return readNodes(ctx, ids);
	}
};
__decorate([
	Query(() => NodeObject, {
		nullable: true,
		description: "Whatever has this id; null when there is no such thing, when it is deleted, or when you may not see it: the three are not told apart."
	}),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("id", () => ID, { description: "Any id that the graph gave you." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, String]),
	__decorateMetadata("design:returntype", Promise)
], NodeResolver.prototype, "node", null);
__decorate([
	Query(() => [NodeObject], {
		nullable: "items",
		description: "Whatever has these ids, in their order, with null where `node` would give null."
	}),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("ids", () => [ID], { description: "Up to 100 ids; more is BAD_USER_INPUT." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Array]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], NodeResolver.prototype, "nodes", null);
NodeResolver = __decorate([Resolver()], NodeResolver);
// src/modules/opportunity/history-entry.resolver.ts
var HistoryEntryResolver = class HistoryEntryResolver {
	async actor({ actorId }, { loaders }) {
		return actorId === null ? null : loaders.users.load(actorId);
	}
	changes({ changes }, ctx) {
		return changes.map((step) => seenStep(ctx, step));
	}
};
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who did it."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], HistoryEntryResolver.prototype, "actor", null);
__decorate([
	FieldResolver(() => [FieldChangeObject], { description: "Which fields changed, and how; of an amount only that it did, if you may not see amounts." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Array)
], HistoryEntryResolver.prototype, "changes", null);
HistoryEntryResolver = __decorate([Resolver(() => HistoryEntryObject)], HistoryEntryResolver);
var FieldChangeResolver = class FieldChangeResolver {
	beforeLabel({ field, before }, ctx) {
		return labelOfStep(ctx, field, before);
	}
	afterLabel({ field, after }, ctx) {
		return labelOfStep(ctx, field, after);
	}
};
__decorate([
	FieldResolver(() => String, {
		nullable: true,
		description: "What `before` stands for, where it is an id: a name in the caller's language."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [typeof FieldChangeObject === "undefined" ? Object : FieldChangeObject, Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], FieldChangeResolver.prototype, "beforeLabel", null);
__decorate([
	FieldResolver(() => String, {
		nullable: true,
		description: "What `after` stands for, where it is an id: a name in the caller's language."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [typeof FieldChangeObject === "undefined" ? Object : FieldChangeObject, Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], FieldChangeResolver.prototype, "afterLabel", null);
FieldChangeResolver = __decorate([Resolver(() => FieldChangeObject)], FieldChangeResolver);
// src/modules/opportunity/names.ts
/** What the ids stand for, in one statement; null where nothing that can be chosen has that id. */
async function findNamed(sql, ids) {
	if (!Object.values(ids).some((id) => typeof id === "string")) return {};
	const known = (kind, id) => id && isId(kind, id) ? id : null;
	const [row] = await sql.rows(`select
       (select json_build_object('id', u.id, 'isActive', u.is_active, 'mainTeamId', u.main_team_id, 'teamIds',
          coalesce((select json_agg(m.team_id order by m.team_id) from team_member m where m.user_id = u.id), '[]'))
        from app_user u where u.id = $1) as owner,
       (select id from team where id = $2) as team,
       (select id from company where id = $3 and deleted_at is null) as company,
       (select id from contact where id = $4 and deleted_at is null) as contact,
       (select id from lost_reason where id = $5 and archived_at is null) as reason`, [
		known("user", ids.ownerId),
		known("team", ids.teamId),
		known("company", ids.companyId),
		known("contact", ids.contactId),
		known("lostReason", ids.lostReasonId)
	]);
	const found = (asked, id) => typeof asked === "string" ? id ? { id } : null : void 0;
	return {
		owner: typeof ids.ownerId === "string" ? row?.owner ?? null : void 0,
		team: found(ids.teamId, row?.team),
		company: found(ids.companyId, row?.company),
		contact: found(ids.contactId, row?.contact),
		lostReason: found(ids.lostReasonId, row?.reason)
	};
}
// src/modules/opportunity/opportunity.answer.ts
var refuse = (...faults) => ({ refuse: {
	kind: "refused",
	faults
} });
var notFound$1 = (field) => refuse(fault("NOT_FOUND", "notFound", [field]));
/** Whether this actor may change a card. Unknown, hidden and deleted are one answer. */
function refusalOfEdit(actor, card) {
	if (card.deletedAt !== null || !may(actor, "opportunity:read", card)) return notFound$1("opportunityId");
	if (!may(actor, "opportunity:edit", card)) return refuse(fault("FORBIDDEN", "notAllowed", ["opportunityId"]));
}
/** The answer of a use case from what became of its write. */
function answered(written) {
	if (written.kind === "refused") return written.refusal;
	if (written.kind === "key-refused") return {
		kind: "refused",
		faults: [written.fault]
	};
	const { opportunity, seq } = written.outcome;
	return {
		kind: "saved",
		opportunity,
		seq: written.positions[opportunity.pipelineId] ?? seq ?? 0
	};
}
// src/modules/opportunity/opportunity.events.ts
function tellCreated(tx, after, aside) {
	tell(tx, {
		type: "OPPORTUNITY_CREATED",
		subject: after,
		before: null,
		after,
		payload: arrival(after, aside)
	});
}
function tellUpdated(tx, before, after) {
	tell(tx, {
		type: "OPPORTUNITY_UPDATED",
		subject: after,
		before,
		after
	});
}
/** Within a board it moves; between two it leaves one and enters the other, and each is told its own half. */
function tellMoved(tx, before, after, aside) {
	const from = { fromStageId: before.stageId };
	const to = arrival(after, aside);
	if (before.pipelineId === after.pipelineId) return tell(tx, {
		type: "OPPORTUNITY_MOVED",
		subject: after,
		before,
		after,
		payload: {
			...from,
			...to
		}
	});
	tell(tx, {
		type: "OPPORTUNITY_LEFT",
		subject: {
			...after,
			pipelineId: before.pipelineId
		},
		before,
		after: null,
		payload: from
	});
	tell(tx, {
		type: "OPPORTUNITY_ENTERED",
		subject: after,
		before: null,
		after,
		payload: to
	});
}
function tellDeleted(tx, before, after) {
	tell(tx, {
		type: "OPPORTUNITY_DELETED",
		subject: after,
		before,
		after: null,
		payload: { fromStageId: before.stageId }
	});
}
function tellRestored(tx, after) {
	tell(tx, {
		type: "OPPORTUNITY_ENTERED",
		subject: after,
		before: null,
		after,
		payload: arrival(after)
	});
}
function tell(tx, { type, subject, before, after, payload }) {
	const deltas = deltasOf(before, after);
	tx.emit({
		pipelineId: subject.pipelineId,
		type,
		opportunityId: subject.id,
		opportunityVersion: subject.version,
		clientMutationId: tx.clientMutationId,
		before: before && aclOf(before),
		after: after && aclOf(after),
		deltas,
		payload: {
			...after && { opportunity: after },
			...payload,
			touchedStageIds: stagesOf$1(deltas)
		}
	});
}
var aclOf = ({ ownerId, teamId }) => ({
	ownerId,
	teamId
});
var stagesOf$1 = (deltas) => [...new Set(deltas.map(({ stageId }) => stageId))];
var arrival = ({ stageId }, aside = []) => ({
	toStageId: stageId,
	...aside.length > 0 && { ranks: aside }
});
// src/modules/opportunity/held-column.ts
/**
* What is known of a column that is held: the cards around the places that are asked for. Cards that are put in and taken
* out meanwhile are followed here, so that moves that share a transaction see each other without asking the database.
* Exact as long as fewer cards leave a neighbourhood than were read on each side of it.
*/
var HeldColumn = class {
	#cards = /* @__PURE__ */ new Map();
	constructor(cards) {
		for (const card of cards) this.put(card);
	}
	put(card) {
		this.#cards.set(card.id, card);
	}
	take(id) {
		this.#cards.delete(id);
	}
	/**
	* Right after `afterId`; else just before `beforeId`; else the end. A neighbour that the writer does not see is ignored,
	* as is one that is gone or elsewhere, and the card itself is none.
	*/
	spotFor(cardId, hint, scope) {
		const others = [...this.#cards.values()].filter((card) => card.id !== cardId).toSorted(byPlace);
		const seenAt = (id) => id ? others.findIndex((card) => card.id === id && isVisible(scope, card)) : -1;
		const [after, before] = [seenAt(hint.afterId), seenAt(hint.beforeId)];
		const at = after >= 0 ? after + 1 : before >= 0 ? before : others.length;
		const [above, below] = [others[at - 1] ?? null, others[at] ?? null];
		return {
			above,
			below,
			rank: rankBetween(above?.rank ?? null, below?.rank ?? null)
		};
	}
};
/** Whether a card of the column stands between the two already. */
var standsAt = ({ above, below }, card) => (above === null || byPlace(above, card) < 0) && (below === null || byPlace(card, below) < 0);
// src/modules/opportunity/place-in-column.ts
/** Finds a card's place from its neighbours alone; only where the gap between them is full, the column is read. */
async function findPlace(sql, request) {
	const spot = ((await readColumns(sql, [request])).get(request.stageId) ?? new HeldColumn([])).spotFor(request.cardId, request.hint, request.scope);
	return spot.rank === void 0 ? makeRoom(sql, request, spot) : {
		rank: spot.rank,
		aside: []
	};
}
/** A place where the gap is full: the fewest cards around it move aside. */
async function makeRoom(sql, request, { above, below }) {
	const column = await readWhole(sql, request);
	const { rank, reranked } = placeAt(column, indexAt(column, {
		afterId: above?.id,
		beforeId: below?.id
	}));
	const byId = new Map(column.map((card) => [card.id, card]));
	return {
		rank,
		aside: reranked.flatMap(({ id, rank: newRank }) => {
			const card = byId.get(id);
			return card ? [{
				...card,
				rank: newRank
			}] : [];
		})
	};
}
/** How many cards to read on each side: so many that one is left when every card of a group has gone elsewhere. */
var widths = [
	2,
	5,
	9,
	17,
	33
];
/** Columns that are held, around every place that one of the requests asks for. */
async function readColumns(sql, requests) {
	const stageIds = [...new Set(requests.map(({ stageId }) => stageId))];
	const hints = requests.flatMap(({ stageId, hint: { afterId, beforeId } }) => [afterId, beforeId].flatMap((id) => id && isId("opportunity", id) ? [{
		stageId,
		id
	}] : []));
	const width = widths.find((width) => width > requests.length) ?? widths[4];
	const rows = await sql.rows(neighbourhoods(width), [
		stageIds,
		hints.map(({ stageId }) => stageId),
		hints.map(({ id }) => id)
	]);
	const columns = Map.groupBy(rows, (row) => row.stageId);
	return new Map(stageIds.map((id) => [id, new HeldColumn(columns.get(id) ?? [])]));
}
var columnCard = (alias) => `${alias}.id, ${alias}.rank, ${alias}.owner_id as "ownerId", ${alias}.team_id as "teamId"`;
/** The end of each column, and what stands around each card that is named as a neighbour. */
var neighbourhoods = (width) => `
  select c.id as "stageId", near.* from unnest($1::text[]) as c (id) cross join lateral (
    select ${columnCard("o")} from opportunity o
    where o.stage_id = c.id and o.deleted_at is null order by o.rank desc, o.id desc limit ${width}
  ) near
  union all
  select a.stage_id, near.* from unnest($2::text[], $3::text[]) as h (stage_id, id)
  join opportunity a on a.id = h.id and a.stage_id = h.stage_id and a.deleted_at is null
  cross join lateral (
    (select ${columnCard("o")} from opportunity o
     where o.stage_id = a.stage_id and o.deleted_at is null and (o.rank, o.id) >= (a.rank, a.id)
     order by o.rank, o.id limit ${width + 1})
    union all
    (select ${columnCard("o")} from opportunity o
     where o.stage_id = a.stage_id and o.deleted_at is null and (o.rank, o.id) < (a.rank, a.id)
     order by o.rank desc, o.id desc limit ${width})
  ) near`;
async function readWhole(sql, { stageId, cardId }) {
	return sql.rows(`select ${columnCard("o")} from opportunity o
     where o.stage_id = $1 and o.deleted_at is null and o.id <> $2 order by o.rank, o.id`, [stageId, cardId ?? ""]);
}
// src/modules/opportunity/write-change.ts
/** Leaves everything that a change is for the end of the write: the record, its stays, its history, those moved aside. */
function leaveChange(tx, { aside = [], ...change }) {
	tx.leave(change.before ? updateAll : insertAll, {
		...change,
		by: tx.caller
	});
	for (const card of aside) tx.leave(rerankAll, {
		...card,
		stageId: change.after.stageId
	});
}
/** Another place in the same column: an order is nobody's edit, so neither version nor history tells of it. */
function leaveOrder(tx, after, aside) {
	for (const card of [after, ...aside]) tx.leave(rerankAll, {
		...card,
		stageId: after.stageId
	});
}
var insertAll = (sql, changes) => writeAll(sql, changes, (columns) => `insert into opportunity (${columns}) select ${columns} from record returning id`, fields);
/**
* Only columns in which something differs: triggers and indexes of others are left alone. The version is checked once
* more although rows are locked: it costs nothing.
*/
var updateAll = (sql, changes) => writeAll(sql, changes, (columns, values) => `update opportunity o set (${columns}) = row(${values}) from record r, change c
      where o.id = r.id and c.opportunity_id = r.id and o.version = c.seen returning o.id`, fields.filter((field) => changes.some(({ before, after }) => before && !isSame$1(before[field], after[field]))));
/**
* Changes of any number of opportunities in one statement. A running stay ends in the moment in which the next one begins;
* the insert counts the ended ones, so it comes later.
*/
function writeAll(sql, changes, write, written) {
	const columns = written.map((field) => columnOf[field]);
	const text = `
    with record as materialized (
      select * from jsonb_populate_recordset(null::opportunity, $1::jsonb)
    ), change as materialized (
      select * from jsonb_to_recordset($2::jsonb) as c (opportunity_id text, seen integer, is_moved boolean, stay_id text,
        history_id text, kind text, road text, actor_id text, via_id text, address text, agent text,
        valid_at timestamptz, changes jsonb)
    ), written as (
      ${write(columns.join(", "), columns.map((column) => `r.${column}`).join(", "))}
    ), left_stay as (
      update stage_stay s set left_at = r.stage_entered_at from record r join change c on c.opportunity_id = r.id
      where s.opportunity_id = r.id and s.left_at is null and c.is_moved returning 1
    ), new_stay as (
      insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, entered_by)
      select c.stay_id, r.id, r.pipeline_id, r.stage_id, r.stage_entered_at, c.actor_id
      from record r join change c on c.opportunity_id = r.id join written w on w.id = r.id,
        (select count(*) from left_stay) ended
      where c.is_moved
    ), told as (
      insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, via_id, address, agent,
        valid_at, changes)
      select c.history_id, r.id, r.version, c.kind, c.road, c.actor_id, c.via_id, c.address, c.agent, c.valid_at, c.changes
      from record r join change c on c.opportunity_id = r.id join written w on w.id = r.id
    )
    select all_written((select count(*) from written), $3, 'opportunity')`;
	return sql.rows(text, [
		asRows(changes.map(({ after }) => after)),
		JSON.stringify(changes.map(changeRow)),
		changes.length
	]);
}
var changeRow = ({ before, after, kind, at, by: { road, actor, via } }) => ({
	opportunity_id: after.id,
	seen: before?.version,
	is_moved: before?.stageId !== after.stageId,
	stay_id: typeidUnboxed("sty"),
	history_id: typeidUnboxed("his"),
	kind,
	road,
	actor_id: actor.userId,
	via_id: via.id,
	address: via.address,
	agent: via.agent,
	valid_at: at,
	changes: changesBetween(before, after)
});
/** One that has left the column meanwhile keeps the rank that it got elsewhere. */
var rerankAll = (sql, cards) => sql.count(`update opportunity o set rank = r.rank from unnest($1::text[], $2::text[], $3::bigint[]) as r (id, stage_id, rank)
     where o.id = r.id and o.stage_id = r.stage_id`, [
	cards.map(({ id }) => id),
	cards.map(({ stageId }) => stageId),
	cards.map(({ rank }) => rank)
]);
var isSame$1 = (a, b) => a === b || Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((value, at) => value === b[at]);
// src/modules/opportunity/create-opportunity.ts
/** Puts a new opportunity into a column; without a stage, into the pipeline's first open one. */
async function createOpportunity(writes, caller, input) {
	const request = {
		caller,
		operation: "createOpportunity",
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.run(request, async (tx) => {
		const { actor } = caller;
		if (!may(actor, "opportunity:create")) return refuse(fault("FORBIDDEN", "notAllowed"));
		if (!isId("pipeline", input.pipelineId)) return notFound$1("pipelineId");
		if (isGiven(input.stageId) && !isId("stage", input.stageId)) return notFound$1("stageId");
		const column = await holdColumn(tx.sql, input.pipelineId, input.stageId ?? null);
		if (column.kind === "no-pipeline") return notFound$1("pipelineId");
		if (column.kind === "no-stage") return notFound$1("stageId");
		const { pipeline, stageId } = column;
		const place = stageId ? await findPlace(tx.sql, {
			stageId,
			cardId: null,
			hint: input,
			scope: scopeOf(actor)
		}) : {
			rank: "0",
			aside: []
		};
		const decision = decideCreate(actor, pipeline, input, await findNamed(tx.sql, input), {
			id: typeidUnboxed("opp"),
			rank: place.rank,
			now: tx.now
		});
		if (decision.kind === "refused") return refuse(...decision.faults);
		const { after } = decision;
		const store = new OpportunityStore(tx.sql);
		if (after.externalId !== null && await store.hasExternalId(after.externalId)) return refuse(invalid("taken", ["externalId"]));
		await keepWords(tx.sql, after.source, after.tags);
		await store.lock(place.aside.map(({ id }) => id));
		leaveChange(tx, {
			before: null,
			after,
			kind: "CREATED",
			at: tx.now,
			aside: place.aside
		});
		tellCreated(tx, after, place.aside);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}));
}
/** Holds the column that a new card goes to, and reads the pipeline as it is from then on. */
async function holdColumn(sql, pipelineId, asked) {
	const pipelines = new PipelineStore(sql);
	const firstOpen = async () => firstOpenStage((await pipelines.pipeline(pipelineId))?.stages ?? [])?.id ?? null;
	const stageId = asked ?? await firstOpen();
	if (stageId !== null) await lockColumns(sql, [stageId]);
	const pipeline = await pipelines.pipeline(pipelineId);
	if (!pipeline) return { kind: "no-pipeline" };
	if (asked === null && stageId !== (firstOpenStage(pipeline.stages)?.id ?? null)) throw new Raced();
	if (asked !== null && !await pipelines.stage(asked)) return { kind: "no-stage" };
	return {
		kind: "held",
		pipeline,
		stageId
	};
}
// src/modules/opportunity/delete-opportunity.ts
/** Takes an opportunity off its board; it keeps its place and its history, and can come back for 30 days. */
async function deleteOpportunity(writes, caller, input) {
	const request = {
		caller,
		operation: "deleteOpportunity",
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.run(request, async (tx) => {
		const { actor } = caller;
		if (!isId("opportunity", input.opportunityId)) return notFound$1("opportunityId");
		const locked = await new OpportunityStore(tx.sql).lock([input.opportunityId]);
		const before = locked.get(input.opportunityId);
		if (!before) return notFound$1("opportunityId");
		const decision = decideDelete(actor, before, locked.now);
		if (decision.kind === "refused") return refuse(...decision.faults);
		const { after } = decision;
		leaveChange(tx, {
			before,
			after,
			kind: "DELETED",
			at: locked.now
		});
		tellDeleted(tx, before, after);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}));
}
// src/modules/pipeline/stage-boards.ts
var mostKept = 1e4;
var boards = /* @__PURE__ */ new Map();
/** The board of a stage, once it has been seen. A stage never changes its pipeline, so what was true is true for ever. */
var boardOfStage = (id) => boards.get(id);
function rememberBoard(stage) {
	if (boards.size === mostKept) boards.clear();
	boards.set(stage.id, stage.pipelineId);
}
// src/modules/opportunity/history.store.ts
/** What was done to an opportunity, asked by the rules; `write-change.ts` writes it. */
var HistoryStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Every step after the version that a writer saw, oldest first; none when they saw the present one, or name none. */
	async stepsSince(present, seenVersion) {
		if (typeof seenVersion !== "number" || seenVersion >= present.version) return [];
		return (await this.steps([{
			id: present.id,
			seenVersion
		}])).flatMap(({ changes }) => changes);
	}
	/** The same for several, whatever their versions are now. */
	steps(seen) {
		return this.sql.rows(`select h.opportunity_id as id, h.changes from unnest($1::text[], $2::integer[]) as s (id, version)
       join opportunity_history h on h.opportunity_id = s.id and h.version > s.version order by h.version, h.id`, [seen.map(({ id }) => id), seen.map(({ seenVersion }) => seenVersion)]);
	}
	/** Who changed last where it stands, or whose it is. */
	async lastMove(id) {
		const [row] = await this.sql.rows(`select actor_id, valid_at from opportunity_history h
       where opportunity_id = $1
         and exists (select from jsonb_array_elements(h.changes) c where c ->> 'field' = any($2))
       order by version desc, id desc limit 1`, [id, placeFields]);
		return row && {
			actorId: row.actor_id,
			at: instant(row.valid_at)
		};
	}
};
// src/modules/opportunity/held-moves.ts
/**
* Everything that moves which share a transaction hold and read before the first of them is decided, in one trip. What
* one of them changes, the next ones find here.
*/
var HeldMoves = class {
	constructor(sql, cards, columns, stages, reasons, steps, isAlone, isShared) {
		this.sql = sql;
		this.cards = cards;
		this.columns = columns;
		this.stages = stages;
		this.reasons = reasons;
		this.steps = steps;
		this.isAlone = isAlone;
		this.isShared = isShared;
	}
	/** Archived ones too. */
	stage(id) {
		return this.stages.find((stage) => stage.id === id);
	}
	hasReason(id) {
		return this.reasons.some((reason) => reason.id === id && !reason.isArchived);
	}
	/** What was done to a card since the version that its mover saw. */
	stepsOf(id) {
		return this.steps.flatMap((step) => step.id === id ? step.changes : []);
	}
	spotFor(actor, move) {
		return this.#column(move.toStageId).spotFor(move.opportunityId, move, scopeOf(actor));
	}
	/** Cards that move aside are locked out of order, so whoever holds one of them is not waited for. */
	async placeAt(move, spot) {
		if (spot.rank !== void 0) return {
			rank: spot.rank,
			aside: []
		};
		if (this.isShared) return apart;
		const { toStageId: stageId, opportunityId: cardId } = move;
		const place = await makeRoom(this.sql, {
			stageId,
			cardId,
			hint: move
		}, spot);
		await new OpportunityStore(this.sql).lock(place.aside.map(({ id }) => id), "lose");
		return place;
	}
	moved(before, after) {
		this.columns.get(before.stageId)?.take(before.id);
		this.#column(after.stageId).put(after);
	}
	#column(stageId) {
		const column = this.columns.get(stageId);
		if (!column) throw new Error(`Column ${stageId} is not held.`);
		return column;
	}
};
/**
* Columns come before cards, as everywhere. In company no card is waited for while columns are held; a move that is alone
* waits for its card first, and holds no column meanwhile.
*/
async function holdMoves(sql, moves, isAlone) {
	const sound = moves.filter((move) => isId("opportunity", move.opportunityId) && isId("stage", move.toStageId));
	const store = new OpportunityStore(sql);
	const cardIds = sound.map(({ opportunityId }) => opportunityId);
	const stageIds = sound.map(({ toStageId }) => toStageId);
	const seen = sound.flatMap(({ opportunityId: id, expectedVersion }) => typeof expectedVersion === "number" ? [{
		id,
		seenVersion: expectedVersion
	}] : []);
	const reasonIds = sound.flatMap(({ lostReasonId }) => lostReasonId ?? []);
	const waitedFor = isAlone && store.lock(cardIds);
	const columnsHeld = lockColumns(sql, stageIds);
	const [cards, columns, stages, reasons, steps] = await Promise.all([
		waitedFor || store.lock(cardIds, "skip"),
		readColumns(sql, sound.map((move) => ({
			stageId: move.toStageId,
			cardId: move.opportunityId,
			hint: move
		}))),
		new PipelineStore(sql).stages(stageIds),
		reasonIds.length > 0 ? new LostReasonStore(sql).reasons(reasonIds) : [],
		seen.length > 0 ? new HistoryStore(sql).steps(seen) : [],
		columnsHeld
	]);
	return new HeldMoves(sql, cards, columns, stages, reasons, steps, isAlone, moves.length > 1);
}
// src/modules/opportunity/move-opportunity.ts
/**
* Moves an opportunity to a place in a column: of its own stage (another order), of another one, or of another
* pipeline's (a transfer). Where it stands there already, nothing is written. Moves that wait for one board share a
* transaction.
*/
async function moveOpportunity(writes, caller, input) {
	const request = {
		caller,
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.share(boardOfStage(input.toStageId) ?? input.toStageId, moves, request));
}
var moves = {
	operation: "moveOpportunity",
	subjectOf: ({ opportunityId }) => opportunityId,
	hold: holdMoves,
	async decide(tx, input, held) {
		const { actor } = tx.caller;
		if (!isId("opportunity", input.opportunityId)) return notFound$1("opportunityId");
		if (!isId("stage", input.toStageId)) return notFound$1("toStageId");
		const before = held.cards.get(input.opportunityId);
		if (!(before !== void 0 && before.deletedAt === null && may(actor, "opportunity:read", before))) return held.isAlone ? notFound$1("opportunityId") : apart;
		const refusal = refusalOfEdit(actor, before);
		if (refusal) return refusal;
		const stage = held.stage(input.toStageId);
		if (!stage) return notFound$1("toStageId");
		rememberBoard(stage);
		if (stage.isArchived) return refuse(fault("NOT_FOUND", "stageGone", ["toStageId"]));
		const { lostReasonId } = input;
		if (lostReasonId && lostReasonId !== before.lostReasonId && !held.hasReason(lostReasonId)) return notFound$1("lostReasonId");
		const at = held.cards.now;
		const decision = decideMove(before, stage, input, at, held.stepsOf(before.id));
		if (decision.kind === "refused") return refuse(...decision.faults);
		if (decision.kind === "stale") return { refuse: await staleMove(tx.sql, before) };
		const spot = held.spotFor(actor, input);
		if (decision.kind === "reordered" && standsAt(spot, before)) return { commit: {
			opportunity: before,
			seq: await new OpportunityStore(tx.sql).headOf(before.pipelineId)
		} };
		const place = await held.placeAt(input, spot);
		if (place === "apart") return apart;
		const { rank, aside } = place;
		const after = {
			...decision.kind === "moved" ? decision.after : before,
			rank
		};
		if (decision.kind === "moved") leaveChange(tx, {
			before,
			after,
			kind: decision.history,
			at,
			aside
		});
		else {
			leaveOrder(tx, after, aside);
			tx.audit({
				action: "MOVE_OPPORTUNITY",
				subjectId: before.id,
				before: rankOf(before),
				after: rankOf(after)
			});
		}
		tellMoved(tx, before, after, aside);
		held.moved(before, after);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}
};
async function staleMove(sql, current) {
	const last = await new HistoryStore(sql).lastMove(current.id);
	return {
		kind: "stale",
		current,
		movedById: last?.actorId ?? null,
		movedAt: last?.at ?? null
	};
}
var rankOf = ({ rank }) => ({ rank });
// src/modules/opportunity/opportunity.inputs.ts
var lossDescription = "Why it is lost: needed in a stage of kind LOST, refused in any other.";
var lostNoteDescription = "What else there is to say about the loss, at most 5,000 characters.";
var afterDescription = "The card right after which it is to stand. One that is gone, hidden from you or in another column is ignored.";
var beforeDescription = "The card before which it is to stand; `afterId` goes first. With neither, it comes last.";
/** The fields that can be written on any opportunity; a null empties one. */
var OpportunityFieldsInput = class OpportunityFieldsInput extends MutationInput {};
__decorate([Field(() => String, {
	nullable: true,
	description: "More about it, at most 50,000 characters of plain text."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "description", void 0);
__decorate([Field(() => MoneyInput, {
	nullable: true,
	description: "What the sale is worth, and in which currency."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "amount", void 0);
__decorate([Field(() => CurrencyCodeScalar, {
	nullable: true,
	description: "The currency without an amount beside it; with one, the same as the amount has."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "currency", void 0);
__decorate([Field(() => Float, {
	nullable: true,
	description: "The chance of winning, 0 to 1 with at most four digits, until it enters another stage; null takes the default of its stage. Fixed once it is closed."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "probability", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Whose it is. Reps give only to people of their own teams; of a closed one only managers change it."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "ownerId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The team that shares it. Reps give only to teams of their own."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "teamId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The company that would buy."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "companyId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The person to talk to."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "contactId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Where it came from, at most 100 characters."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "source", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "By which medium it came, at most 100 characters."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "medium", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "By which campaign it came, at most 100 characters."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "campaign", void 0);
__decorate([Field(() => [String], {
	nullable: true,
	description: "All its tags, at most 50 of at most 100 characters; they replace those that it has."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "tags", void 0);
__decorate([Field(() => DateScalar, {
	nullable: true,
	description: "The day on which it should close."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "expectedCloseDate", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its id in another system, at most 200 characters; no other opportunity may have it."
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "externalId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: lossDescription
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "lostReasonId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: lostNoteDescription
}), __decorateMetadata("design:type", Object)], OpportunityFieldsInput.prototype, "lostNote", void 0);
OpportunityFieldsInput = __decorate([InputType({ description: "The fields of an opportunity that can be written." })], OpportunityFieldsInput);
var CreateOpportunityInput = class CreateOpportunityInput extends OpportunityFieldsInput {};
__decorate([Field(() => ID, { description: "The pipeline that it goes through." }), __decorateMetadata("design:type", String)], CreateOpportunityInput.prototype, "pipelineId", void 0);
__decorate([Field(() => String, { description: "What it is about, at most 500 characters." }), __decorateMetadata("design:type", String)], CreateOpportunityInput.prototype, "title", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The stage in which it begins, of that pipeline; its first open one when not given."
}), __decorateMetadata("design:type", Object)], CreateOpportunityInput.prototype, "stageId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: afterDescription
}), __decorateMetadata("design:type", Object)], CreateOpportunityInput.prototype, "afterId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: beforeDescription
}), __decorateMetadata("design:type", Object)], CreateOpportunityInput.prototype, "beforeId", void 0);
CreateOpportunityInput = __decorate([InputType("CreateOpportunityInput", { description: "A new opportunity." })], CreateOpportunityInput);
var UpdateOpportunityInput = class UpdateOpportunityInput extends OpportunityFieldsInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdateOpportunityInput.prototype, "opportunityId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "What it is about; it can be changed and not emptied."
}), __decorateMetadata("design:type", Object)], UpdateOpportunityInput.prototype, "title", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "The `version` that you saw. What others changed since in other fields is kept beside your change; a field that both changed is a CONFLICT. Without it, the last writer wins."
}), __decorateMetadata("design:type", Object)], UpdateOpportunityInput.prototype, "expectedVersion", void 0);
UpdateOpportunityInput = __decorate([InputType("UpdateOpportunityInput", { description: "New values for some fields of an opportunity. What is left out stays; null empties." })], UpdateOpportunityInput);
var MoveOpportunityInput = class MoveOpportunityInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], MoveOpportunityInput.prototype, "opportunityId", void 0);
__decorate([Field(() => ID, { description: "The stage to go to: its own (another order), another, or one of another pipeline." }), __decorateMetadata("design:type", String)], MoveOpportunityInput.prototype, "toStageId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: afterDescription
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "afterId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: beforeDescription
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "beforeId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The stage in which you saw it. If it is in another one by now, nothing moves and it is a CONFLICT."
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "expectedStageId", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "The `version` that you saw. If its stage, pipeline, status or owner changed since, nothing moves and it is a CONFLICT."
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "expectedVersion", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: lossDescription
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "lostReasonId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: lostNoteDescription
}), __decorateMetadata("design:type", Object)], MoveOpportunityInput.prototype, "lostNote", void 0);
MoveOpportunityInput = __decorate([InputType("MoveOpportunityInput", { description: "Another place for an opportunity." })], MoveOpportunityInput);
var ReopenOpportunityInput = class ReopenOpportunityInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], ReopenOpportunityInput.prototype, "opportunityId", void 0);
ReopenOpportunityInput = __decorate([InputType("ReopenOpportunityInput", { description: "A closed opportunity to be taken up again." })], ReopenOpportunityInput);
var DeleteOpportunityInput = class DeleteOpportunityInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], DeleteOpportunityInput.prototype, "opportunityId", void 0);
DeleteOpportunityInput = __decorate([InputType("DeleteOpportunityInput", { description: "An opportunity to be deleted." })], DeleteOpportunityInput);
var RestoreOpportunityInput = class RestoreOpportunityInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], RestoreOpportunityInput.prototype, "opportunityId", void 0);
RestoreOpportunityInput = __decorate([InputType("RestoreOpportunityInput", { description: "A deleted opportunity to be brought back." })], RestoreOpportunityInput);
// src/modules/opportunity/opportunity-payload.object.ts
/** What every mutation of an opportunity answers besides the opportunity. */
var BoardPayload = class BoardPayload extends MutationPayload {};
__decorate([Field(() => String, {
	nullable: true,
	description: "The position of its board with this change on it, as in `boardEvents(after:)`. Null when refused."
}), __decorateMetadata("design:type", Object)], BoardPayload.prototype, "cursor", void 0);
BoardPayload = __decorate([ObjectType({
	description: "What every mutation of an opportunity answers.",
	simpleResolvers: true
})], BoardPayload);
/** The same, with the opportunity. */
var OpportunityPayload = class OpportunityPayload extends BoardPayload {};
__decorate([Field(() => OpportunityObject, {
	nullable: true,
	description: "The opportunity as it is now; null when refused."
}), __decorateMetadata("design:type", Object)], OpportunityPayload.prototype, "opportunity", void 0);
OpportunityPayload = __decorate([ObjectType({
	description: "What a mutation answers that leaves an opportunity.",
	simpleResolvers: true
})], OpportunityPayload);
var CreateOpportunityPayload = class CreateOpportunityPayload extends OpportunityPayload {};
CreateOpportunityPayload = __decorate([ObjectType("CreateOpportunityPayload", {
	description: "The new opportunity, or why there is none.",
	simpleResolvers: true
})], CreateOpportunityPayload);
var UpdateOpportunityPayload = class UpdateOpportunityPayload extends OpportunityPayload {};
__decorate([Field(() => OpportunityObject, {
	nullable: true,
	description: "On CONFLICT: the opportunity as it stands."
}), __decorateMetadata("design:type", Object)], UpdateOpportunityPayload.prototype, "current", void 0);
__decorate([Field(() => [FieldConflictObject], { description: "On CONFLICT: each field that somebody else changed too." }), __decorateMetadata("design:type", Array)], UpdateOpportunityPayload.prototype, "conflicts", void 0);
UpdateOpportunityPayload = __decorate([ObjectType("UpdateOpportunityPayload", {
	description: "The edited opportunity, or why it is not.",
	simpleResolvers: true
})], UpdateOpportunityPayload);
var MoveOpportunityPayload = class MoveOpportunityPayload extends OpportunityPayload {};
__decorate([Field(() => OpportunityObject, {
	nullable: true,
	description: "On CONFLICT: the opportunity where it stands."
}), __decorateMetadata("design:type", Object)], MoveOpportunityPayload.prototype, "current", void 0);
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "On CONFLICT: who moved it, or handed it over, last."
}), __decorateMetadata("design:type", Object)], MoveOpportunityPayload.prototype, "movedBy", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "On CONFLICT: when that was."
}), __decorateMetadata("design:type", Object)], MoveOpportunityPayload.prototype, "movedAt", void 0);
MoveOpportunityPayload = __decorate([ObjectType("MoveOpportunityPayload", {
	description: "The moved opportunity, or why it is not.",
	simpleResolvers: true
})], MoveOpportunityPayload);
var ReopenOpportunityPayload = class ReopenOpportunityPayload extends OpportunityPayload {};
ReopenOpportunityPayload = __decorate([ObjectType("ReopenOpportunityPayload", {
	description: "The reopened opportunity, or why it is not.",
	simpleResolvers: true
})], ReopenOpportunityPayload);
var DeleteOpportunityPayload = class DeleteOpportunityPayload extends BoardPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The id of what was deleted; null when refused."
}), __decorateMetadata("design:type", Object)], DeleteOpportunityPayload.prototype, "deletedId", void 0);
DeleteOpportunityPayload = __decorate([ObjectType("DeleteOpportunityPayload", {
	description: "That it is deleted, or why it is not.",
	simpleResolvers: true
})], DeleteOpportunityPayload);
var RestoreOpportunityPayload = class RestoreOpportunityPayload extends OpportunityPayload {};
RestoreOpportunityPayload = __decorate([ObjectType("RestoreOpportunityPayload", {
	description: "The restored opportunity, or why it is not.",
	simpleResolvers: true
})], RestoreOpportunityPayload);
// src/modules/opportunity/reopen-opportunity.ts
/** Takes a closed opportunity back to the stage that it left, at the end of its column; what was lost stays in history. */
async function reopenOpportunity(writes, caller, input) {
	const request = {
		caller,
		operation: "reopenOpportunity",
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.run(request, async (tx) => {
		const { actor } = caller;
		if (!isId("opportunity", input.opportunityId)) return notFound$1("opportunityId");
		const store = new OpportunityStore(tx.sql);
		const seen = await store.peek(input.opportunityId);
		const target = seen !== void 0 && seen.deletedAt === null && may(actor, "opportunity:read", seen) ? await targetOf(tx.sql, seen) : void 0;
		if (target) await lockColumns(tx.sql, [target]);
		const locked = await store.lock([input.opportunityId]);
		const before = locked.get(input.opportunityId);
		if (!before) return notFound$1("opportunityId");
		const refusal = refusalOfEdit(actor, before);
		if (refusal) return refusal;
		const decision = decideReopen(before, await stagesOf(tx.sql, before), locked.now);
		if (decision.kind === "refused") return refuse(...decision.faults);
		if (decision.kind === "no-open-stage") return refuse(invalid("lastOpenStage", ["opportunityId"]));
		if (decision.kind !== "moved" || decision.after.stageId !== target) throw new Raced();
		const place = await findPlace(tx.sql, {
			stageId: target,
			cardId: before.id,
			hint: {},
			scope: scopeOf(actor)
		});
		const after = {
			...decision.after,
			rank: place.rank
		};
		leaveChange(tx, {
			before,
			after,
			kind: decision.history,
			at: locked.now
		});
		tellMoved(tx, before, after, []);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}));
}
var stagesOf = async (sql, { pipelineId }) => (await new PipelineStore(sql).pipeline(pipelineId))?.stages ?? [];
/** The stage that reopening would lead to. */
async function targetOf(sql, seen) {
	const decision = decideReopen(seen, await stagesOf(sql, seen), seen.stageEnteredAt);
	return decision.kind === "moved" ? decision.after.stageId : void 0;
}
// src/modules/opportunity/restore-opportunity.ts
/** Brings a deleted opportunity back to the place that it had. */
async function restoreOpportunity(writes, caller, input) {
	const request = {
		caller,
		operation: "restoreOpportunity",
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.run(request, async (tx) => {
		const { actor } = caller;
		if (!isId("opportunity", input.opportunityId)) return notFound$1("opportunityId");
		const locked = await new OpportunityStore(tx.sql).lock([input.opportunityId]);
		const before = locked.get(input.opportunityId);
		if (!before) return notFound$1("opportunityId");
		const decision = decideRestore(actor, before, locked.now);
		if (decision.kind === "refused") return refuse(...decision.faults);
		const { after } = decision;
		leaveChange(tx, {
			before,
			after,
			kind: "RESTORED",
			at: locked.now
		});
		tellRestored(tx, after);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}));
}
// src/modules/opportunity/update-opportunity.ts
/** Edits an opportunity's own fields. Edits of different fields merge; of the same one, the second is a conflict. */
async function updateOpportunity(writes, caller, input) {
	const request = {
		caller,
		operation: "updateOpportunity",
		clientMutationId: input.clientMutationId ?? null,
		input
	};
	return answered(await writes.run(request, async (tx) => {
		const { actor } = caller;
		if (!isId("opportunity", input.opportunityId)) return notFound$1("opportunityId");
		const store = new OpportunityStore(tx.sql);
		const history = new HistoryStore(tx.sql);
		const locked = await store.lock([input.opportunityId]);
		const before = locked.get(input.opportunityId);
		if (!before) return notFound$1("opportunityId");
		const refusal = refusalOfEdit(actor, before);
		if (refusal) return refusal;
		const stage = await new PipelineStore(tx.sql).stage(before.stageId);
		if (!stage) throw new Error(`${before.id} is in a stage that is gone.`);
		const named = await findNamed(tx.sql, newIds(before, input));
		const since = await history.stepsSince(before, input.expectedVersion);
		const decision = decideEdit(actor, before, stage, input, named, since);
		if (decision.kind === "refused") return refuse(...decision.faults);
		if (decision.kind === "conflict") return { refuse: {
			kind: "conflict",
			current: before,
			conflicts: decision.conflicts
		} };
		if (decision.kind === "unchanged") return { commit: {
			opportunity: before,
			seq: await store.headOf(before.pipelineId)
		} };
		const { after } = decision;
		if (after.externalId !== null && after.externalId !== before.externalId && await store.hasExternalId(after.externalId)) return refuse(invalid("taken", ["externalId"]));
		const isSourceNew = after.source !== before.source;
		await keepWords(tx.sql, isSourceNew ? after.source : null, after.tags.filter((tag) => !before.tags.includes(tag)));
		leaveChange(tx, {
			before,
			after,
			kind: "UPDATED",
			at: locked.now
		});
		tellUpdated(tx, before, after);
		return { commit: {
			opportunity: after,
			seq: null
		} };
	}));
}
/** A form that sends what stands there already names nothing new, which may have gone meanwhile. */
function newIds(before, input) {
	const ifNew = (id, present) => id === present ? void 0 : id;
	return {
		ownerId: ifNew(input.ownerId, before.ownerId),
		teamId: ifNew(input.teamId, before.teamId),
		companyId: ifNew(input.companyId, before.companyId),
		contactId: ifNew(input.contactId, before.contactId),
		lostReasonId: ifNew(input.lostReasonId, before.lostReasonId)
	};
}
// src/modules/opportunity/opportunity-changes.resolver.ts
var OpportunityChangesResolver = class OpportunityChangesResolver {
	async createOpportunity(ctx, input) {
		const request = {
			...input,
			probability: decimalOf(input.probability)
		};
		return savedOrNot(ctx, input, await createOpportunity(ctx.services.writes, ctx.caller, request));
	}
	async updateOpportunity(ctx, input) {
		const request = {
			...input,
			probability: decimalOf(input.probability)
		};
		const done = await updateOpportunity(ctx.services.writes, ctx.caller, request);
		if (done.kind !== "conflict") return {
			...savedOrNot(ctx, input, done),
			conflicts: []
		};
		const { current } = done;
		const conflicts = done.conflicts.map((conflict) => seenConflict(ctx, conflict));
		return {
			...answer(ctx, input, conflicts.map(({ field }) => fault("CONFLICT", "staleEdit", [field]))),
			current,
			conflicts
		};
	}
	async moveOpportunity(ctx, input) {
		const done = await moveOpportunity(ctx.services.writes, ctx.caller, input);
		if (done.kind !== "stale") return savedOrNot(ctx, input, done);
		const { current, movedById, movedAt } = done;
		const movedBy = movedById === null ? null : await ctx.loaders.users.load(movedById);
		return {
			...answer(ctx, input, [fault("CONFLICT", "staleMove")]),
			current,
			movedBy,
			movedAt
		};
	}
	async reopenOpportunity(ctx, input) {
		return savedOrNot(ctx, input, await reopenOpportunity(ctx.services.writes, ctx.caller, input));
	}
	async deleteOpportunity(ctx, input) {
		const done = await deleteOpportunity(ctx.services.writes, ctx.caller, input);
		if (done.kind === "refused") return answer(ctx, input, done.faults);
		return {
			...answer(ctx, input),
			deletedId: done.opportunity.id,
			cursor: cursorOf(ctx, done)
		};
	}
	async restoreOpportunity(ctx, input) {
		return savedOrNot(ctx, input, await restoreOpportunity(ctx.services.writes, ctx.caller, input));
	}
};
__decorate([
	Mutation(() => CreateOpportunityPayload, { description: "Makes an opportunity. Its owner is you, in your main team, unless you say otherwise." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateOpportunityInput, { description: "What it is to be." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateOpportunityInput === "undefined" ? Object : CreateOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "createOpportunity", null);
__decorate([
	Mutation(() => UpdateOpportunityPayload, { description: "Edits an opportunity. Writing what stands there already changes nothing, its version neither." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateOpportunityInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateOpportunityInput === "undefined" ? Object : UpdateOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "updateOpportunity", null);
__decorate([
	Mutation(() => MoveOpportunityPayload, { description: "Moves an opportunity to a place in a column, of its pipeline or of another. Where it stands there already, nothing changes." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => MoveOpportunityInput, { description: "Where it is to go." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof MoveOpportunityInput === "undefined" ? Object : MoveOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "moveOpportunity", null);
__decorate([
	Mutation(() => ReopenOpportunityPayload, { description: "Takes a won or lost opportunity back to the stage that it left, or to the first open one if that is gone." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => ReopenOpportunityInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ReopenOpportunityInput === "undefined" ? Object : ReopenOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "reopenOpportunity", null);
__decorate([
	Mutation(() => DeleteOpportunityPayload, { description: "Deletes an opportunity; it can be restored for 30 days. For its owner, its team's leader, managers and administrators." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeleteOpportunityInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeleteOpportunityInput === "undefined" ? Object : DeleteOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "deleteOpportunity", null);
__decorate([
	Mutation(() => RestoreOpportunityPayload, { description: "Brings a deleted opportunity back to its place. For whoever could delete it." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RestoreOpportunityInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RestoreOpportunityInput === "undefined" ? Object : RestoreOpportunityInput]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityChangesResolver.prototype, "restoreOpportunity", null);
OpportunityChangesResolver = __decorate([Resolver(() => OpportunityObject)], OpportunityChangesResolver);
function savedOrNot(ctx, input, done) {
	if (done.kind === "refused") return answer(ctx, input, done.faults);
	ctx.loaders.staysOfOpportunity.clear(done.opportunity.id);
	return {
		...answer(ctx, input),
		opportunity: done.opportunity,
		cursor: cursorOf(ctx, done)
	};
}
var cursorOf = ({ caller, services }, { opportunity, seq }) => services.feed.cursorFor({
	userId: caller.actor.userId,
	aclVersion: caller.aclVersion
}, opportunity.pipelineId, seq);
/** A number in JSON has a shortest decimal that stands for it; that is what was meant. */
var decimalOf = (value) => typeof value === "number" ? String(value) : value;
// src/modules/opportunity/opportunity.order.ts
var OpportunityOrderFieldEnum = describedOrder("OpportunityOrderField", "opportunities", {
	CREATED_AT: "By when it was made.",
	CLOSED_AT: "By when it was won or lost; open ones come last.",
	STAGE_ENTERED_AT: "By when it entered its stage.",
	AMOUNT: "By amount, whatever its currency; those without one come last. FORBIDDEN if you may not see amounts.",
	EXPECTED_CLOSE_DATE: "By the day on which it should close; those without one come last.",
	TITLE: "By title, as Vietnamese is sorted.",
	EXTERNAL_ID: "By the id in another system; those without one come last.",
	RANK: "By place in its column.",
	RELEVANCE: "How well it fits `search`, the best first whatever the direction: words with the accents as typed, then titles that begin so, then the rest, newest first. Of a very common word the 200 newest hits are weighed, the others follow. It stands alone, and is the order of a search that names none."
});
var OpportunityOrder = orderInput("OpportunityOrder", "opportunities", () => OpportunityOrderFieldEnum);
var opportunityOrder = {
	CREATED_AT: {
		value: "o.created_at",
		type: "timestamptz",
		isNullable: false
	},
	CLOSED_AT: {
		value: "o.closed_at",
		type: "timestamptz",
		isNullable: true
	},
	STAGE_ENTERED_AT: {
		value: "o.stage_entered_at",
		type: "timestamptz",
		isNullable: false
	},
	AMOUNT: {
		value: "o.amount",
		type: "numeric",
		isNullable: true
	},
	EXPECTED_CLOSE_DATE: {
		value: "o.expected_close_date",
		type: "date",
		isNullable: true
	},
	TITLE: {
		value: "o.title collate \"vi-x-icu\"",
		type: "text",
		isNullable: false
	},
	EXTERNAL_ID: {
		value: "o.external_id",
		type: "text",
		isNullable: true
	},
	RANK: {
		value: "(o.rank + 0)",
		type: "bigint",
		isNullable: false
	}
};
// src/modules/opportunity/opportunity.list.ts
/** What a search compares accents with: all that people see of what it goes over. */
var plainText = `concat_ws(' ', o.title, o.external_id, (select c.name from company c where c.id = o.company_id),
  (select c.name from contact c where c.id = o.contact_id))`;
/** The opportunities that a reader sees and a filter lets through, the newest first unless one searches or sorts. */
function opportunityList({ scope, locale, filter, orderBy }) {
	if (!scope.seesAmounts && orderBy?.some(({ field }) => field === "AMOUNT")) throw amountsHidden("OpportunityOrderField.AMOUNT");
	const search = filter?.search ?? "";
	const isSearch = wordsOf(search).length > 0;
	const state = filter?.isDeleted ? `o.deleted_at > now() - interval '30 days'` : "o.deleted_at is null";
	return {
		name: "opportunities",
		boundTo: [filter, orderBy],
		columns: opportunityColumns("o"),
		from: "opportunity o",
		id: "o.id",
		where: (params) => [
			state,
			visibleTo(scope, "o", params),
			compileFilter(opportunityFilterFor(scope), filter, {
				alias: "o",
				params,
				locale
			})
		].join(" and "),
		order: compileOrder(opportunityOrder, "o.id", orderBy, {
			field: "CREATED_AT",
			direction: "DESC"
		}, isSearch),
		ranking: (params) => score(plainText, "o.title_folded", search, params),
		toNode: opportunityOf
	};
}
// src/modules/opportunity/opportunity-list.resolver.ts
var OpportunityListResolver = class OpportunityListResolver {
	opportunities(ctx, page, filter, orderBy) {
		return list(ctx, opportunityList({
			scope: scopeOf(ctx.caller.actor),
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
};
__decorate([
	Query(() => OpportunityConnection, { description: "The opportunities that you may see." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => OpportunityFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateParam(3, Arg("orderBy", () => [OpportunityOrder], {
		nullable: true,
		description: "In which order; when not given the newest first, or by relevance when searching."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], OpportunityListResolver.prototype, "opportunities", null);
OpportunityListResolver = __decorate([Resolver()], OpportunityListResolver);
// src/modules/team/team.object.ts
var TeamObject = class TeamObject extends NodeObject {};
__decorate([Field(() => String, { description: "Its name." }), __decorateMetadata("design:type", String)], TeamObject.prototype, "name", void 0);
TeamObject = __decorate([ObjectType("Team", {
	implements: NodeObject,
	description: "A team of people who share opportunities.",
	simpleResolvers: true
})], TeamObject);
var TeamConnection = connectionOf("Team", () => TeamObject, "teams");
// src/modules/opportunity/history.list.ts
/** What was done to one opportunity, the latest first; nothing of one that the reader does not see now. */
var historyList = (opportunityId, scope) => ({
	name: "history",
	boundTo: opportunityId,
	columns: "h.id, h.valid_at, h.kind, h.actor_id, h.changes",
	from: "opportunity_history h join opportunity o on o.id = h.opportunity_id",
	id: "h.id",
	where: (params) => `h.opportunity_id = ${params.add(opportunityId)} and ${visibleTo(scope, "o", params)}`,
	order: fixedOrder({
		value: "h.recorded_at",
		type: "timestamptz",
		direction: "DESC",
		isNullable: false
	}, {
		value: "h.id",
		type: "text",
		direction: "DESC",
		isNullable: false
	}),
	toNode: (row) => ({
		id: row.id,
		at: instant(row.valid_at),
		kind: row.kind,
		actorId: row.actor_id,
		changes: row.changes
	})
});
// src/modules/opportunity/stage-stay.object.ts
var StageStayObject = class StageStayObject {};
__decorate([Field(() => DateTimeScalar, { description: "When it began; of the first one, when the opportunity began." }), __decorateMetadata("design:type", String)], StageStayObject.prototype, "enteredAt", void 0);
__decorate([Field(() => DateTimeScalar, {
	nullable: true,
	description: "When it ended, and the next one began; null while it runs."
}), __decorateMetadata("design:type", Object)], StageStayObject.prototype, "leftAt", void 0);
__decorate([Field(() => Int, { description: "How long it lasted, in whole seconds; of the running one, until now." }), __decorateMetadata("design:type", Number)], StageStayObject.prototype, "seconds", void 0);
StageStayObject = __decorate([ObjectType("StageStay", {
	description: "One interval that an opportunity spent in one stage. They follow one another without a gap.",
	simpleResolvers: true
})], StageStayObject);
// src/modules/opportunity/opportunity.resolver.ts
var OpportunityResolver = class OpportunityResolver {
	async opportunity({ caller, services }, id) {
		if (!isId("opportunity", id)) return null;
		const [found] = await new OpportunityStore(services.sql).visible([id], scopeOf(caller.actor));
		return found ?? null;
	}
	async pipeline({ pipelineId }, { loaders }) {
		const pipeline = await loaders.pipelines.load(pipelineId);
		if (!pipeline) throw new Error(`Pipeline ${pipelineId} has an opportunity and no row.`);
		return pipeline;
	}
	async stage({ stageId }, { loaders }) {
		const stage = await loaders.stages.load(stageId);
		if (!stage) throw new Error(`Stage ${stageId} has an opportunity and no row.`);
		return stage;
	}
	amount({ amount, currency }, ctx) {
		return seenAmount(ctx, "Opportunity.amount", amount === null ? null : {
			amount,
			currency
		});
	}
	probability({ probability }) {
		return Number(probability);
	}
	weightedAmount(opportunity, ctx) {
		const amount = weighted(opportunity);
		const { currency } = opportunity;
		return seenAmount(ctx, "Opportunity.weightedAmount", amount === null ? null : {
			amount,
			currency
		});
	}
	owner({ ownerId }, { loaders }) {
		return ownerId === null ? null : loaders.users.load(ownerId);
	}
	team({ teamId }, { loaders }) {
		return teamId === null ? null : loaders.teams.load(teamId);
	}
	company({ companyId }, { loaders }) {
		return companyId === null ? null : loaders.companies.load(companyId);
	}
	contact({ contactId }, { loaders }) {
		return contactId === null ? null : loaders.contacts.load(contactId);
	}
	lostReason({ lostReasonId }, { loaders }) {
		return lostReasonId === null ? null : loaders.lostReasons.load(lostReasonId);
	}
	async stays({ id }, { caller, loaders }) {
		const found = await loaders.staysOfOpportunity.load(id);
		return found && isVisible(scopeOf(caller.actor), found.acl) ? found.stays : [];
	}
	history({ id }, ctx, page) {
		return list(ctx, historyList(id, scopeOf(ctx.caller.actor)), page);
	}
};
__decorate([
	Query(() => OpportunityObject, {
		nullable: true,
		description: "One opportunity; null when there is none with this id, it is deleted, or you may not see it."
	}),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("id", () => ID, { description: "The opportunity's id." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, String]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityResolver.prototype, "opportunity", null);
__decorate([
	FieldResolver(() => PipelineObject, { description: "The pipeline that it goes through." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityResolver.prototype, "pipeline", null);
__decorate([
	FieldResolver(() => StageObject, { description: "The stage in which it is." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityResolver.prototype, "stage", null);
__decorate([
	FieldResolver(() => MoneyObject, {
		nullable: true,
		description: "What it is worth, exactly; null: nobody has said, or you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "amount", null);
__decorate([
	FieldResolver(() => Float, { description: "The chance of winning, 0 to 1, exact to four digits; 1 when it is won, 0 when it is lost." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Number)
], OpportunityResolver.prototype, "probability", null);
__decorate([
	FieldResolver(() => MoneyObject, {
		nullable: true,
		description: "The amount times the probability, exact and unrounded; null without an amount, or if you may not see amounts."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "weightedAmount", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Whose it is; null while it is nobody's."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "owner", null);
__decorate([
	FieldResolver(() => TeamObject, {
		nullable: true,
		description: "The team that shares it."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "team", null);
__decorate([
	FieldResolver(() => CompanyObject, {
		nullable: true,
		description: "The company that would buy."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "company", null);
__decorate([
	FieldResolver(() => ContactObject, {
		nullable: true,
		description: "The person to talk to."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "contact", null);
__decorate([
	FieldResolver(() => LostReasonObject, {
		nullable: true,
		description: "Why it is lost; null unless it is."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "lostReason", null);
__decorate([
	FieldResolver(() => [StageStayObject], { description: "Where it has been and for how long, the first stay first." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], OpportunityResolver.prototype, "stays", null);
__decorate([
	FieldResolver(() => HistoryEntryConnection, { description: "Everything that was done to it, the latest first." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateParam(2, Args(() => ConnectionArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs
	]),
	__decorateMetadata("design:returntype", Object)
], OpportunityResolver.prototype, "history", null);
OpportunityResolver = __decorate([Resolver(() => OpportunityObject)], OpportunityResolver);
// src/modules/opportunity/stage-stay.resolver.ts
var StageStayResolver = class StageStayResolver {
	async stage({ stageId }, { loaders }) {
		const stage = await loaders.stages.load(stageId);
		if (!stage) throw new Error(`Stage ${stageId} has a stay and no row.`);
		return stage;
	}
	async movedBy({ enteredBy }, { loaders }) {
		return enteredBy === null ? null : loaders.users.load(enteredBy);
	}
};
__decorate([
	FieldResolver(() => StageObject, { description: "In which stage; one that was deleted meanwhile is still named." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], StageStayResolver.prototype, "stage", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who began it, by moving or creating."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], StageStayResolver.prototype, "movedBy", null);
StageStayResolver = __decorate([Resolver(() => StageStayObject)], StageStayResolver);
// src/modules/organization/organization.object.ts
var OrganizationObject = class OrganizationObject {};
__decorate([Field(() => String, { description: "Its name." }), __decorateMetadata("design:type", String)], OrganizationObject.prototype, "name", void 0);
__decorate([Field(() => CurrencyCodeScalar, { description: "The currency of new pipelines; fixed once anything has a price." }), __decorateMetadata("design:type", String)], OrganizationObject.prototype, "currency", void 0);
__decorate([Field(() => String, { description: "The time zone in which its days begin and end, like `Asia/Ho_Chi_Minh`." }), __decorateMetadata("design:type", String)], OrganizationObject.prototype, "timeZone", void 0);
__decorate([Field(() => LocaleEnum, { description: "The language of people who have not chosen one." }), __decorateMetadata("design:type", Object)], OrganizationObject.prototype, "locale", void 0);
OrganizationObject = __decorate([ObjectType("Organization", {
	description: "The organisation that this Mekong serves.",
	simpleResolvers: true
})], OrganizationObject);
var UpdateOrganizationInput = class UpdateOrganizationInput extends MutationInput {};
__decorate([Field(() => String, {
	nullable: true,
	description: "Its new name, up to 200 characters."
}), __decorateMetadata("design:type", Object)], UpdateOrganizationInput.prototype, "name", void 0);
__decorate([Field(() => CurrencyCodeScalar, {
	nullable: true,
	description: "Its new currency, while nothing has a price."
}), __decorateMetadata("design:type", Object)], UpdateOrganizationInput.prototype, "currency", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "A time zone of the IANA database, like `Asia/Ho_Chi_Minh`."
}), __decorateMetadata("design:type", Object)], UpdateOrganizationInput.prototype, "timeZone", void 0);
__decorate([Field(() => LocaleEnum, {
	nullable: true,
	description: "The language of people who have not chosen one."
}), __decorateMetadata("design:type", Object)], UpdateOrganizationInput.prototype, "locale", void 0);
UpdateOrganizationInput = __decorate([InputType("UpdateOrganizationInput", { description: "Changes of the organisation; what is left out stays." })], UpdateOrganizationInput);
var UpdateOrganizationPayload = class UpdateOrganizationPayload extends MutationPayload {};
__decorate([Field(() => OrganizationObject, {
	nullable: true,
	description: "The organisation after it; null when refused."
}), __decorateMetadata("design:type", Object)], UpdateOrganizationPayload.prototype, "organization", void 0);
UpdateOrganizationPayload = __decorate([ObjectType("UpdateOrganizationPayload", {
	description: "What came of `updateOrganization`.",
	simpleResolvers: true
})], UpdateOrganizationPayload);
// src/modules/organization/update-organization.ts
/** Changes the organisation. Its currency is fixed once anything has a price: sums must stay sums. */
var updateOrganization = (writes, caller, request) => change(writes, caller, ["updateOrganization", "organization:write"], request, async (tx) => {
	const before = await lockOrganization(tx.sql);
	const after = {
		name: request.name ?? before.name,
		currency: request.currency ?? before.currency,
		timeZone: request.timeZone ?? before.timeZone,
		locale: request.locale ?? before.locale
	};
	const faults = faultsOfOrganization(after);
	if (after.currency !== before.currency && await new PipelineStore(tx.sql).hasMoney()) faults.push(invalid("currencyInUse", ["currency"]));
	if (faults.length > 0) return { refuse: faults };
	await updateOrganizationRow(tx.sql, after);
	tx.audit({
		action: "UPDATE_ORGANIZATION",
		subjectId: null,
		before,
		after
	});
	return { commit: after };
});
// src/modules/organization/organization.resolver.ts
var OrganizationResolver = class OrganizationResolver {
	async updateOrganization(ctx, input) {
		const request = {
			name: input.name ?? void 0,
			currency: input.currency ?? void 0,
			timeZone: input.timeZone ?? void 0,
			locale: input.locale ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		};
		return payload(ctx, input, await updateOrganization(ctx.services.writes, ctx.caller, request), (organization) => ({ organization }));
	}
};
__decorate([
	Mutation(() => UpdateOrganizationPayload, { description: "Changes the organisation. Its currency is fixed once anything has a price. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateOrganizationInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateOrganizationInput === "undefined" ? Object : UpdateOrganizationInput]),
	__decorateMetadata("design:returntype", Promise)
], OrganizationResolver.prototype, "updateOrganization", null);
OrganizationResolver = __decorate([Resolver()], OrganizationResolver);
// src/modules/pipeline/pipeline.inputs.ts
var PipelineStageInput = class PipelineStageInput {};
__decorate([Field(() => String, { description: "Its name, up to 200 characters." }), __decorateMetadata("design:type", String)], PipelineStageInput.prototype, "name", void 0);
__decorate([Field(() => StageKindEnum, { description: "What it means." }), __decorateMetadata("design:type", Object)], PipelineStageInput.prototype, "kind", void 0);
__decorate([Field(() => Float, {
	nullable: true,
	description: "Default chance of winning, 0 to 1 with at most four digits; 0.5 when not given. Won is 1, lost 0."
}), __decorateMetadata("design:type", Object)], PipelineStageInput.prototype, "probability", void 0);
PipelineStageInput = __decorate([InputType("PipelineStageInput", { description: "A stage that comes with a new pipeline." })], PipelineStageInput);
var CreatePipelineInput = class CreatePipelineInput extends MutationInput {};
__decorate([Field(() => String, { description: "Its name, up to 200 characters." }), __decorateMetadata("design:type", String)], CreatePipelineInput.prototype, "name", void 0);
__decorate([Field(() => PipelinePresetEnum, {
	nullable: true,
	defaultValue: "EMPTY",
	description: "Stages to begin with."
}), __decorateMetadata("design:type", Object)], CreatePipelineInput.prototype, "preset", void 0);
__decorate([Field(() => CurrencyCodeScalar, {
	nullable: true,
	description: "Its currency; the organisation's when not given."
}), __decorateMetadata("design:type", Object)], CreatePipelineInput.prototype, "currency", void 0);
__decorate([Field(() => [PipelineStageInput], {
	nullable: true,
	description: "Stages of your own, from the left, after the preset's."
}), __decorateMetadata("design:type", Object)], CreatePipelineInput.prototype, "stages", void 0);
CreatePipelineInput = __decorate([InputType("CreatePipelineInput", { description: "A pipeline to make." })], CreatePipelineInput);
var UpdatePipelineInput = class UpdatePipelineInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdatePipelineInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its new name, up to 200 characters."
}), __decorateMetadata("design:type", Object)], UpdatePipelineInput.prototype, "name", void 0);
__decorate([Field(() => CurrencyCodeScalar, {
	nullable: true,
	description: "Its new currency, while nothing in it has a price."
}), __decorateMetadata("design:type", Object)], UpdatePipelineInput.prototype, "currency", void 0);
UpdatePipelineInput = __decorate([InputType("UpdatePipelineInput", { description: "Changes of a pipeline; what is left out stays." })], UpdatePipelineInput);
var CreatePipelinePayload = class CreatePipelinePayload extends MutationPayload {};
__decorate([Field(() => PipelineObject, {
	nullable: true,
	description: "The new pipeline; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreatePipelinePayload.prototype, "pipeline", void 0);
CreatePipelinePayload = __decorate([ObjectType("CreatePipelinePayload", {
	description: "What came of `createPipeline`.",
	simpleResolvers: true
})], CreatePipelinePayload);
var UpdatePipelinePayload = class UpdatePipelinePayload extends MutationPayload {};
__decorate([Field(() => PipelineObject, {
	nullable: true,
	description: "The pipeline after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdatePipelinePayload.prototype, "pipeline", void 0);
UpdatePipelinePayload = __decorate([ObjectType("UpdatePipelinePayload", {
	description: "What came of `updatePipeline`.",
	simpleResolvers: true
})], UpdatePipelinePayload);
// src/modules/pipeline/update-pipeline.ts
/** Renames a pipeline, or changes its currency while nothing in it has a price. */
var updatePipeline = (writes, caller, request) => change(writes, caller, ["updatePipeline", "setup:write"], request, async (tx) => {
	const store = new PipelineStore(tx.sql);
	const before = await store.lockedPipeline(request.id);
	if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	const after = {
		...before,
		name: request.name ?? before.name,
		currency: request.currency ?? before.currency
	};
	const faults = faultsOfPipeline(request);
	if (after.currency !== before.currency && await store.hasMoney(before.id)) faults.push(invalid("currencyInUse", ["currency"]));
	if (faults.length > 0) return { refuse: faults };
	if (after.name === before.name && after.currency === before.currency) return { commit: before };
	await store.updatePipeline(after);
	tx.audit({
		action: "UPDATE_PIPELINE",
		subjectId: before.id,
		before,
		after
	});
	pipelineChanged(tx, before.id);
	return { commit: after };
});
// src/modules/pipeline/pipeline.resolver.ts
var pipelineList = {
	name: "pipelines",
	boundTo: null,
	columns: pipelineColumns("p"),
	from: "pipeline p",
	id: "p.id",
	where: () => "true",
	order: fixedOrder({
		value: "p.position",
		type: "bigint",
		direction: "ASC",
		isNullable: false
	}, {
		value: "p.id",
		type: "text",
		direction: "ASC",
		isNullable: false
	}),
	toNode: pipelineOf
};
var PipelineResolver = class PipelineResolver {
	pipelines(ctx, page) {
		return list(ctx, pipelineList, page);
	}
	pipeline({ loaders }, id) {
		return loaders.pipelines.load(id);
	}
	stages(pipeline) {
		return pipeline.stages;
	}
	async createPipeline(ctx, input) {
		const request = {
			name: input.name,
			currency: input.currency ?? void 0,
			preset: input.preset ?? "EMPTY",
			stages: (input.stages ?? []).map(({ name, kind, probability }) => ({
				name,
				kind,
				probability: typeof probability === "number" ? String(probability) : void 0
			})),
			clientMutationId: input.clientMutationId ?? null
		};
		return payload(ctx, input, await createPipeline(ctx.services.writes, ctx.caller, request), (pipeline) => ({ pipeline }));
	}
	async updatePipeline(ctx, input) {
		const request = {
			id: input.id,
			name: input.name ?? void 0,
			currency: input.currency ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		};
		return payload(ctx, input, await updatePipeline(ctx.services.writes, ctx.caller, request), (pipeline) => ({ pipeline }));
	}
};
__decorate([
	Query(() => PipelineConnection, { description: "All pipelines, in the order in which they were made." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs]),
	__decorateMetadata("design:returntype", Object)
], PipelineResolver.prototype, "pipelines", null);
__decorate([
	Query(() => PipelineObject, {
		nullable: true,
		description: "One pipeline; null when there is none with this id."
	}),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("id", () => ID, { description: "The pipeline's id." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, String]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], PipelineResolver.prototype, "pipeline", null);
__decorate([
	FieldResolver(() => [StageObject], { description: "Its stages, from the left." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Array)
], PipelineResolver.prototype, "stages", null);
__decorate([
	Mutation(() => CreatePipelinePayload, { description: "Makes a pipeline: the stages of a preset, then those that you name. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreatePipelineInput, { description: "What to make." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreatePipelineInput === "undefined" ? Object : CreatePipelineInput]),
	__decorateMetadata("design:returntype", Promise)
], PipelineResolver.prototype, "createPipeline", null);
__decorate([
	Mutation(() => UpdatePipelinePayload, { description: "Changes a pipeline. Its currency is fixed once anything in it has a price. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdatePipelineInput, { description: "What to change; what is left out stays." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdatePipelineInput === "undefined" ? Object : UpdatePipelineInput]),
	__decorateMetadata("design:returntype", Promise)
], PipelineResolver.prototype, "updatePipeline", null);
PipelineResolver = __decorate([Resolver(() => PipelineObject)], PipelineResolver);
// src/modules/pipeline/create-stage.ts
/** Adds a stage to a pipeline. */
var createStage = (writes, caller, request) => change(writes, caller, ["createStage", "setup:write"], request, async (tx) => {
	const store = new PipelineStore(tx.sql);
	const pipeline = await store.lockedPipeline(request.pipelineId);
	if (!pipeline) return { refuse: [fault("NOT_FOUND", "notFound", ["pipelineId"])] };
	const ids = pipeline.stages.map(({ id }) => id);
	const faults = faultsOfStage(request);
	if (request.afterId !== null && !ids.includes(request.afterId)) faults.push(fault("NOT_FOUND", "notFound", ["afterId"]));
	if (ids.length >= 50) faults.push(invalid("tooMany", ["pipelineId"], { max: 50 }));
	if (faults.length > 0) return { refuse: faults };
	const position = request.afterId === null ? ids.length : ids.indexOf(request.afterId) + 1;
	const stage = {
		id: typeidUnboxed("stg"),
		pipelineId: pipeline.id,
		name: request.name,
		presetKey: null,
		kind: request.kind,
		color: request.color ?? colorOf(request.kind, position),
		probability: defaultChance(request.kind, request.probability),
		position,
		isFolded: request.isFolded ?? false,
		rottenAfterDays: request.rottenAfterDays ?? null
	};
	await store.insertStage(stage);
	await store.placeStages(ids.toSpliced(position, 0, stage.id));
	tx.audit({
		action: "CREATE_STAGE",
		subjectId: stage.id,
		after: stage
	});
	pipelineChanged(tx, pipeline.id);
	return { commit: stage };
});
// src/modules/pipeline/empty-stage.ts
/**
* Moves the first opportunities of a stage, deleted ones too, to the end of another of its kind, in their order. Both
* columns are held (`lockColumns`). Gives how many of them boards show.
*/
async function emptyStage(tx, from, to) {
	const ids = (await tx.sql.rows("select id from opportunity where stage_id = $1 order by rank, id limit $2", [from.id, 500])).map(({ id }) => id);
	const locked = await new OpportunityStore(tx.sql).lock(ids);
	let last = await lastRank(tx, to);
	const opportunities = ids.flatMap((id) => {
		const before = locked.get(id);
		if (before?.stageId !== from.id) return [];
		const rank = rankBetween(last, null) ?? before.rank;
		last = rank;
		return [{
			before,
			after: {
				...before,
				...placedIn(before, to, {}, locked.now),
				rank,
				version: before.version + 1
			}
		}];
	});
	await rewriteChunk(tx, {
		kind: "MOVED",
		at: locked.now,
		opportunities
	});
	return opportunities.filter(({ after }) => after.deletedAt === null).length;
}
async function lastRank(tx, stage) {
	const [row] = await tx.sql.rows("select max(rank) as rank from opportunity where stage_id = $1", [stage.id]);
	return row?.rank ?? null;
}
// src/modules/pipeline/delete-stage.ts
/**
* Deletes a stage and moves what is in it to another of the same kind and pipeline; nothing is ever without a stage.
* A full column is emptied in chunks, each a write of its own, and the stage goes with the last of them: whoever asks
* again after a failure goes on where it stopped.
*/
async function deleteStage(writes, caller, request) {
	for (let movedBefore = 0;;) {
		let isFull = false;
		const written = await change(writes, caller, operation$1, request, async (tx) => {
			const found = await findStages(tx, request);
			isFull = "stage" in found && found.count > 500;
			if (!("stage" in found) || isFull) return { refuse: "stage" in found ? [] : found.faults };
			const moved = found.moveTo ? await emptyStage(tx, found.stage, found.moveTo) : 0;
			const store = new PipelineStore(tx.sql);
			await store.archiveStage(found.stage.id, tx.now);
			await store.placeStages(found.others.map(({ id }) => id));
			tx.audit({
				action: "DELETE_STAGE",
				subjectId: found.stage.id,
				before: found.stage
			});
			pipelineChanged(tx, found.stage.pipelineId);
			return { commit: {
				deletedId: found.stage.id,
				movedCount: movedBefore + moved
			} };
		});
		if (!isFull) return written;
		movedBefore += await emptyPart(writes, caller, request);
	}
}
var operation$1 = ["deleteStage", "setup:write"];
async function emptyPart(writes, caller, request) {
	const written = await change(writes, caller, operation$1, {
		...request,
		clientMutationId: null
	}, async (tx) => {
		const found = await findStages(tx, request);
		return { commit: "stage" in found && found.moveTo ? await emptyStage(tx, found.stage, found.moveTo) : 0 };
	});
	return written.kind === "written" ? written.outcome : 0;
}
/** The stages, held until the write ends, so that nothing falls into one that is going. */
async function findStages(tx, { id, moveToStageId }) {
	const store = new PipelineStore(tx.sql);
	const unlocked = await store.stage(id);
	const pipeline = unlocked && await store.lockedPipeline(unlocked.pipelineId);
	const stage = pipeline?.stages.find((other) => other.id === id);
	if (!pipeline || !stage) return { faults: [fault("NOT_FOUND", "notFound", ["id"])] };
	const others = pipeline.stages.filter((other) => other.id !== id);
	const asked = moveToStageId === null ? void 0 : await store.stage(moveToStageId);
	if (asked === null) return { faults: [fault("NOT_FOUND", "notFound", ["moveToStageId"])] };
	const moveTo = asked ?? others.find(({ kind }) => kind === stage.kind);
	await lockColumns(tx.sql, moveTo ? [id, moveTo.id] : [id]);
	const { living, all } = await store.countIn(id);
	const faults = faultsOfDeletion(stage, others, living > 0 || moveTo === void 0 && all > 0, asked);
	return faults.length > 0 ? { faults } : {
		stage,
		others,
		moveTo,
		count: moveTo ? all : 0
	};
}
// src/modules/pipeline/move-stage.ts
/** Puts a stage elsewhere in the order of its pipeline; without a neighbour, last. */
var moveStage = (writes, caller, request) => change(writes, caller, ["moveStage", "setup:write"], request, async (tx) => {
	const store = new PipelineStore(tx.sql);
	const found = await store.stage(request.id);
	const pipeline = found && await store.lockedPipeline(found.pipelineId);
	const stage = pipeline?.stages.find(({ id }) => id === request.id);
	if (!pipeline || !stage) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	const others = pipeline.stages.filter(({ id }) => id !== stage.id);
	const faults = [["afterId", request.afterId], ["beforeId", request.beforeId]].filter(([, id]) => id && !others.some((other) => other.id === id)).map(([field]) => fault("NOT_FOUND", "notFound", [field]));
	if (faults.length > 0) return { refuse: faults };
	const position = indexAt(others, request);
	if (position === stage.position) return { commit: stage };
	await store.placeStages(others.map(({ id }) => id).toSpliced(position, 0, stage.id));
	tx.audit({
		action: "MOVE_STAGE",
		subjectId: stage.id,
		before: stage,
		after: {
			...stage,
			position
		}
	});
	pipelineChanged(tx, pipeline.id);
	return { commit: {
		...stage,
		position
	} };
});
// src/modules/pipeline/stage.inputs.ts
var chance = "Default chance of winning for what enters, 0 to 1 with at most four digits. Won is 1, lost 0.";
var rotten = "Days after which an opportunity here counts as too old, 1 to 3650; null: never.";
var CreateStageInput = class CreateStageInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Of which pipeline." }), __decorateMetadata("design:type", String)], CreateStageInput.prototype, "pipelineId", void 0);
__decorate([Field(() => String, { description: "Its name, up to 200 characters." }), __decorateMetadata("design:type", String)], CreateStageInput.prototype, "name", void 0);
__decorate([Field(() => StageKindEnum, {
	nullable: true,
	defaultValue: "OPEN",
	description: "What it means."
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "kind", void 0);
__decorate([Field(() => StageColorEnum, {
	nullable: true,
	description: "Its colour; one by its kind when not given."
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "color", void 0);
__decorate([Field(() => Float, {
	nullable: true,
	description: `${chance} 0.5 when not given.`
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "probability", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	description: "Whether boards begin with it folded."
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "isFolded", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: rotten
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "rottenAfterDays", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The stage to its left; last when not given."
}), __decorateMetadata("design:type", Object)], CreateStageInput.prototype, "afterId", void 0);
CreateStageInput = __decorate([InputType("CreateStageInput", { description: "A stage to add to a pipeline." })], CreateStageInput);
var UpdateStageInput = class UpdateStageInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], UpdateStageInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its new name; a preset's no longer follows the language then."
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "name", void 0);
__decorate([Field(() => StageKindEnum, {
	nullable: true,
	description: "What it means; fixed once it holds or held an opportunity."
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "kind", void 0);
__decorate([Field(() => StageColorEnum, {
	nullable: true,
	description: "Its colour."
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "color", void 0);
__decorate([Field(() => Float, {
	nullable: true,
	description: chance
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "probability", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	description: "Whether boards begin with it folded."
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "isFolded", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: rotten
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "rottenAfterDays", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	defaultValue: false,
	description: "Gives the chance also to the open opportunities that are in it already, but for those whose chance somebody set by hand."
}), __decorateMetadata("design:type", Object)], UpdateStageInput.prototype, "applyProbabilityToOpen", void 0);
UpdateStageInput = __decorate([InputType("UpdateStageInput", { description: "Changes of a stage; what is left out stays." })], UpdateStageInput);
var MoveStageInput = class MoveStageInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], MoveStageInput.prototype, "id", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The stage that is to be to its left."
}), __decorateMetadata("design:type", Object)], MoveStageInput.prototype, "afterId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The stage that is to be to its right, when `afterId` is not given."
}), __decorateMetadata("design:type", Object)], MoveStageInput.prototype, "beforeId", void 0);
MoveStageInput = __decorate([InputType("MoveStageInput", { description: "Another place for a stage. Without a neighbour it goes last." })], MoveStageInput);
var DeleteStageInput = class DeleteStageInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which one." }), __decorateMetadata("design:type", String)], DeleteStageInput.prototype, "id", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Where its opportunities go: a stage of the same kind and pipeline. Needed when it holds any."
}), __decorateMetadata("design:type", Object)], DeleteStageInput.prototype, "moveToStageId", void 0);
DeleteStageInput = __decorate([InputType("DeleteStageInput", { description: "A stage to delete." })], DeleteStageInput);
var CreateStagePayload = class CreateStagePayload extends MutationPayload {};
__decorate([Field(() => StageObject, {
	nullable: true,
	description: "The new stage; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateStagePayload.prototype, "stage", void 0);
CreateStagePayload = __decorate([ObjectType("CreateStagePayload", {
	description: "What came of `createStage`.",
	simpleResolvers: true
})], CreateStagePayload);
var UpdateStagePayload = class UpdateStagePayload extends MutationPayload {};
__decorate([Field(() => StageObject, {
	nullable: true,
	description: "The stage after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateStagePayload.prototype, "stage", void 0);
UpdateStagePayload = __decorate([ObjectType("UpdateStagePayload", {
	description: "What came of `updateStage`.",
	simpleResolvers: true
})], UpdateStagePayload);
var MoveStagePayload = class MoveStagePayload extends MutationPayload {};
__decorate([Field(() => StageObject, {
	nullable: true,
	description: "The stage in its place; null when it was refused."
}), __decorateMetadata("design:type", Object)], MoveStagePayload.prototype, "stage", void 0);
MoveStagePayload = __decorate([ObjectType("MoveStagePayload", {
	description: "What came of `moveStage`.",
	simpleResolvers: true
})], MoveStagePayload);
var DeleteStagePayload = class DeleteStagePayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The id of the stage that is gone; null when it was refused."
}), __decorateMetadata("design:type", Object)], DeleteStagePayload.prototype, "deletedId", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "How many opportunities were moved."
}), __decorateMetadata("design:type", Object)], DeleteStagePayload.prototype, "movedCount", void 0);
DeleteStagePayload = __decorate([ObjectType("DeleteStagePayload", {
	description: "What came of `deleteStage`.",
	simpleResolvers: true
})], DeleteStagePayload);
// src/modules/pipeline/apply-chance.ts
/** Open opportunities of a stage, deleted ones too, that follow its default chance and do not have the new one yet. */
var following = `stage_id = $1 and status = 'OPEN' and probability_source = 'STAGE' and probability <> $2::numeric`;
async function countToApply(tx, stage) {
	const [row] = await tx.sql.rows(`select count(*)::integer as n from opportunity where ${following}`, [stage.id, chanceIn(stage)]);
	return row?.n ?? 0;
}
/** Gives the first of them the stage's chance; what somebody set by hand stays. */
async function applyChance(tx, stage) {
	const chance = chanceIn(stage);
	const found = await tx.sql.rows(`select id from opportunity where ${following} order by rank, id limit $3`, [
		stage.id,
		chance,
		500
	]);
	const locked = await new OpportunityStore(tx.sql).lock(found.map(({ id }) => id));
	const opportunities = found.flatMap(({ id }) => {
		const before = locked.get(id);
		if (before?.stageId !== stage.id || before.probabilitySource !== "STAGE" || before.probability === chance) return [];
		return [{
			before,
			after: {
				...before,
				probability: chance,
				version: before.version + 1
			}
		}];
	});
	await rewriteChunk(tx, {
		kind: "UPDATED",
		at: locked.now,
		opportunities
	});
}
// src/modules/pipeline/update-stage.ts
/**
* Changes a stage. A new chance for what is in it is applied in chunks, each a write of its own, and the stage changes
* with the last of them. `locale` is the one in which its name was read: to write a preset's name back is no renaming.
*/
async function updateStage(writes, caller, request, locale) {
	for (;;) {
		let isFull = false;
		const written = await change(writes, caller, operation, request, async (tx) => {
			const found = await decide(tx, request, locale);
			if ("faults" in found) return { refuse: found.faults };
			const { before, after } = found;
			if (request.applyProbabilityToOpen) {
				isFull = await countToApply(tx, after) > 500;
				if (isFull) return { refuse: [] };
				await applyChance(tx, after);
			}
			if (isSame(before, after)) return { commit: before };
			await new PipelineStore(tx.sql).updateStage(after);
			tx.audit({
				action: "UPDATE_STAGE",
				subjectId: after.id,
				before,
				after
			});
			pipelineChanged(tx, after.pipelineId);
			return { commit: after };
		});
		if (!isFull) return written;
		await change(writes, caller, operation, {
			...request,
			clientMutationId: null
		}, async (tx) => {
			const found = await decide(tx, request, locale);
			if ("after" in found) await applyChance(tx, found.after);
			return { commit: null };
		});
	}
}
var operation = ["updateStage", "setup:write"];
async function decide(tx, request, locale) {
	const store = new PipelineStore(tx.sql);
	const unlocked = await store.stage(request.id);
	const pipeline = unlocked && await store.lockedPipeline(unlocked.pipelineId);
	const before = pipeline?.stages.find(({ id }) => id === request.id);
	if (!pipeline || !before) return { faults: [fault("NOT_FOUND", "notFound", ["id"])] };
	if (request.applyProbabilityToOpen || (request.kind ?? before.kind) !== before.kind) await lockColumns(tx.sql, [before.id]);
	const faults = [
		...faultsOfStage(request),
		...faultsOfKind(before, request.kind, await store.wasUsed(before.id)),
		...faultsOfLastOpen(pipeline, before, request)
	];
	return faults.length > 0 ? { faults } : {
		before,
		after: edited(before, request, locale)
	};
}
/** New opportunities need a place to begin. */
var faultsOfLastOpen = ({ stages }, before, { kind }) => before.kind === "OPEN" && kind !== void 0 && kind !== "OPEN" && !stages.some((other) => other.kind === "OPEN" && other.id !== before.id) ? [invalid("lastOpenStage", ["kind"])] : [];
function edited(before, request, locale) {
	const kind = request.kind ?? before.kind;
	const isRenamed = typeof request.name === "string" && request.name !== stageName(before, locale);
	const chance = request.probability ?? (kind === before.kind ? before.probability : void 0);
	return {
		...before,
		name: isRenamed ? request.name ?? before.name : before.name,
		kind,
		color: request.color ?? before.color,
		probability: defaultChance(kind, chance),
		isFolded: request.isFolded ?? before.isFolded,
		rottenAfterDays: request.rottenAfterDays === void 0 ? before.rottenAfterDays : request.rottenAfterDays
	};
}
var isSame = (a, b) => JSON.stringify(a) === JSON.stringify({
	...a,
	...b
});
// src/modules/pipeline/stage.resolver.ts
var StageResolver = class StageResolver {
	name(stage, { locale }) {
		return stageName(stage, locale);
	}
	probability(stage) {
		return Number(stage.probability);
	}
	async pipeline(stage, { loaders }) {
		return loaders.pipelines.load(stage.pipelineId);
	}
	async createStage(ctx, input) {
		const request = {
			...settingsOf(input),
			pipelineId: input.pipelineId,
			name: input.name,
			kind: input.kind ?? "OPEN"
		};
		return payload(ctx, input, await createStage(ctx.services.writes, ctx.caller, {
			...request,
			afterId: input.afterId ?? null
		}), (stage) => ({ stage }));
	}
	async updateStage(ctx, input) {
		const request = {
			...settingsOf(input),
			id: input.id,
			name: input.name,
			kind: input.kind ?? void 0,
			applyProbabilityToOpen: input.applyProbabilityToOpen ?? false
		};
		return payload(ctx, input, await updateStage(ctx.services.writes, ctx.caller, request, ctx.locale), (stage) => ({ stage }));
	}
	async moveStage(ctx, input) {
		const { id, afterId, beforeId, clientMutationId = null } = input;
		return payload(ctx, input, await moveStage(ctx.services.writes, ctx.caller, {
			id,
			afterId,
			beforeId,
			clientMutationId
		}), (stage) => ({ stage }));
	}
	async deleteStage(ctx, input) {
		const { id, moveToStageId = null, clientMutationId = null } = input;
		return payload(ctx, input, await deleteStage(ctx.services.writes, ctx.caller, {
			id,
			moveToStageId,
			clientMutationId
		}), (deleted) => deleted);
	}
};
__decorate([
	FieldResolver(() => String, { description: "As an administrator named it; a preset's name follows your language until it is renamed." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", String)
], StageResolver.prototype, "name", null);
__decorate([
	FieldResolver(() => Float, { description: "Default chance of winning for what enters, 0 to 1, exact to four digits. Won is 1, lost 0." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Number)
], StageResolver.prototype, "probability", null);
__decorate([
	FieldResolver(() => PipelineObject, { description: "The pipeline that it is a step of." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], StageResolver.prototype, "pipeline", null);
__decorate([
	Mutation(() => CreateStagePayload, { description: "Adds a stage to a pipeline. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateStageInput, { description: "What to add." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateStageInput === "undefined" ? Object : CreateStageInput]),
	__decorateMetadata("design:returntype", Promise)
], StageResolver.prototype, "createStage", null);
__decorate([
	Mutation(() => UpdateStagePayload, { description: "Changes a stage. Its kind is fixed once it holds or held an opportunity. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateStageInput, { description: "What to change; what is left out stays." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateStageInput === "undefined" ? Object : UpdateStageInput]),
	__decorateMetadata("design:returntype", Promise)
], StageResolver.prototype, "updateStage", null);
__decorate([
	Mutation(() => MoveStagePayload, { description: "Puts a stage elsewhere in the order of its pipeline. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => MoveStageInput, { description: "Where to." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof MoveStageInput === "undefined" ? Object : MoveStageInput]),
	__decorateMetadata("design:returntype", Promise)
], StageResolver.prototype, "moveStage", null);
__decorate([
	Mutation(() => DeleteStagePayload, { description: "Deletes a stage; its opportunities go to the end of another. The last open stage of a pipeline stays. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeleteStageInput, { description: "Which one, and where its opportunities go." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeleteStageInput === "undefined" ? Object : DeleteStageInput]),
	__decorateMetadata("design:returntype", Promise)
], StageResolver.prototype, "deleteStage", null);
StageResolver = __decorate([Resolver(() => StageObject)], StageResolver);
/** What both inputs write alike. */
var settingsOf = (input) => ({
	color: input.color ?? void 0,
	probability: typeof input.probability === "number" ? String(input.probability) : void 0,
	isFolded: input.isFolded ?? void 0,
	rottenAfterDays: input.rottenAfterDays,
	clientMutationId: input.clientMutationId ?? null
});
// src/modules/presence/presence-stream.ts
/** Who is on a board now, and again whenever that changes for this reader, until their rights do. */
async function watchPresence(context, pipelineId) {
	const { sql, presence, rights } = context.services;
	const [pipeline] = isId("pipeline", pipelineId) ? await new PipelineStore(sql).pipelines([pipelineId]) : [];
	if (!pipeline) throw new ApiError("NOT_FOUND");
	const scope = scopeOf(context.caller.actor);
	const stream = new PresenceStream(() => ({ people: presence.of(pipelineId, scope) }), () => {
		unwatch();
		release();
	});
	const unwatch = presence.watch(pipelineId, () => stream.changed());
	const release = rights.watch({
		caller: context.caller,
		changed: () => stream.end(),
		revoked: () => stream.end()
	});
	return stream;
}
/** Only the latest counts: a slow reader skips what was in between. */
var PresenceStream = class {
	#sent = "";
	#isEnded = false;
	#wake = () => {};
	constructor(read, onEnd) {
		this.read = read;
		this.onEnd = onEnd;
	}
	changed() {
		this.#wake();
	}
	async next() {
		while (!this.#isEnded) {
			const presence = this.read();
			const text = JSON.stringify(presence);
			if (text !== this.#sent) {
				this.#sent = text;
				return {
					done: false,
					value: presence
				};
			}
			await new Promise((resolve) => this.#wake = resolve);
		}
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
		if (this.#isEnded) return;
		this.#isEnded = true;
		this.onEnd();
		this.#wake();
	}
	[Symbol.asyncIterator]() {
		return this;
	}
};
// src/modules/presence/presence.object.ts
var PresenceDoingEnum = describedEnum("PresenceDoing", "What somebody is doing on a board.", {
	VIEWING: "Looking at it.",
	DRAGGING: "Holding a card in their hand.",
	EDITING: "Writing in a field of a card."
});
var PresentPersonObject = class PresentPersonObject {};
__decorate([Field(() => PresenceDoingEnum, { description: "What they are doing; VIEWING also where they do something to a card that you may not see." }), __decorateMetadata("design:type", Object)], PresentPersonObject.prototype, "doing", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The card; null when there is none or you may not see it."
}), __decorateMetadata("design:type", Object)], PresentPersonObject.prototype, "opportunityId", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The field of the card in which they write."
}), __decorateMetadata("design:type", Object)], PresentPersonObject.prototype, "field", void 0);
__decorate([Field(() => DateTimeScalar, { description: "Since when they have been doing this." }), __decorateMetadata("design:type", String)], PresentPersonObject.prototype, "since", void 0);
PresentPersonObject = __decorate([ObjectType("PresentPerson", {
	description: "Somebody who is on a board.",
	simpleResolvers: true
})], PresentPersonObject);
var BoardPresenceObject = class BoardPresenceObject {};
__decorate([Field(() => [PresentPersonObject], { description: "One entry for each person." }), __decorateMetadata("design:type", Array)], BoardPresenceObject.prototype, "people", void 0);
BoardPresenceObject = __decorate([ObjectType("BoardPresence", {
	description: "Who is on a board. Best effort: kept in the memory of the server nodes, which tell each other, forgotten after 10 s of silence, never stored. Nothing should be decided by it.",
	simpleResolvers: true
})], BoardPresenceObject);
var UpdatePresenceInput = class UpdatePresenceInput extends MutationInput {};
__decorate([Field(() => ID, { description: "The board that you are on." }), __decorateMetadata("design:type", String)], UpdatePresenceInput.prototype, "pipelineId", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The card that you hold or edit."
}), __decorateMetadata("design:type", Object)], UpdatePresenceInput.prototype, "opportunityId", void 0);
__decorate([Field(() => PresenceDoingEnum, {
	nullable: true,
	defaultValue: "VIEWING",
	description: "What you are doing."
}), __decorateMetadata("design:type", Object)], UpdatePresenceInput.prototype, "doing", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The field of the card in which you write, by its name."
}), __decorateMetadata("design:type", Object)], UpdatePresenceInput.prototype, "field", void 0);
UpdatePresenceInput = __decorate([InputType("UpdatePresenceInput", { description: "What you are doing on a board." })], UpdatePresenceInput);
var UpdatePresencePayload = class UpdatePresencePayload extends MutationPayload {};
__decorate([Field(() => BoardPresenceObject, {
	nullable: true,
	description: "Who is on the board; null when refused."
}), __decorateMetadata("design:type", Object)], UpdatePresencePayload.prototype, "presence", void 0);
UpdatePresencePayload = __decorate([ObjectType("UpdatePresencePayload", {
	description: "Who is on the board now, or why you are not told.",
	simpleResolvers: true
})], UpdatePresencePayload);
// src/modules/presence/update-presence.ts
/**
* Somebody says what they are doing on a board; whoever watches it learns of it. Nothing is written, and saying it again
* is what keeps them there, so a key of theirs changes nothing.
*/
async function updatePresence({ sql, presence }, { actor }, { pipelineId, opportunityId, doing, field }) {
	const scope = scopeOf(actor);
	const faults = optionalText(field, limits.word, ["field"]);
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	const [pipeline] = isId("pipeline", pipelineId) ? await new PipelineStore(sql).pipelines([pipelineId]) : [];
	if (!pipeline) return notFound("pipelineId");
	const [card] = opportunityId !== null && isId("opportunity", opportunityId) ? await new OpportunityStore(sql).visible([opportunityId], scope) : [];
	if (opportunityId !== null && card?.pipelineId !== pipelineId) return notFound("opportunityId");
	presence.update(pipelineId, actor.userId, {
		doing,
		card: card ?? null,
		field
	});
	return {
		kind: "told",
		people: presence.of(pipelineId, scope)
	};
}
var notFound = (field) => ({
	kind: "refused",
	faults: [fault("NOT_FOUND", "notFound", [field])]
});
// src/modules/presence/presence.resolver.ts
var PresenceResolver = class PresenceResolver {
	boardPresence(presence, _pipelineId) {
		return presence;
	}
	async updatePresence(ctx, input) {
		const told = await updatePresence(ctx.services, ctx.caller, {
			pipelineId: input.pipelineId,
			opportunityId: input.opportunityId ?? null,
			doing: input.doing ?? "VIEWING",
			field: input.field ?? null
		});
		if (told.kind === "refused") return answer(ctx, input, told.faults);
		return {
			...answer(ctx, input),
			presence: { people: told.people }
		};
	}
	async user({ userId }, { loaders }) {
		const user = await loaders.users.load(userId);
		if (!user) throw new Error(`Nobody is present: ${userId}`);
		return user;
	}
};
__decorate([
	Subscription(() => BoardPresenceObject, {
		description: "Who is on a board: at once, then whenever it changes, at most four times a second. Best effort. An unknown board is the error NOT_FOUND. It ends when your rights change.",
		subscribe: ({ args, context }) => watchPresence(context, args.pipelineId)
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Arg("pipelineId", () => ID, { description: "The pipeline's id." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, String]),
	__decorateMetadata("design:returntype", Object)
], PresenceResolver.prototype, "boardPresence", null);
__decorate([
	Mutation(() => UpdatePresencePayload, { description: "Says what you are doing on a board, for others to see. Say it again every few seconds: after 10 s of silence you are gone. Nothing is stored." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdatePresenceInput, { description: "What you are doing." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdatePresenceInput === "undefined" ? Object : UpdatePresenceInput]),
	__decorateMetadata("design:returntype", Promise)
], PresenceResolver.prototype, "updatePresence", null);
__decorate([
	FieldResolver(() => UserObject, { description: "Who it is." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], PresenceResolver.prototype, "user", null);
PresenceResolver = __decorate([Resolver(() => PresentPersonObject)], PresenceResolver);
// src/modules/team/tell-rights.ts
/**
* Somebody's rights, sessions or keys may have changed: who holds them in memory, here and on other nodes, looks again.
* Sockets and boards that are open under them follow within the second.
*/
function tellRights({ callers, wake }, userIds) {
	for (const userId of userIds) {
		callers.told({ userId });
		wake.publish(`rights:${userId}`);
	}
}
// src/modules/invitation/invitation.object.ts
var InvitationObject = class InvitationObject extends NodeObject {};
__decorate([Field(() => String, { description: "The address that they will sign in with." }), __decorateMetadata("design:type", String)], InvitationObject.prototype, "email", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When they were first asked." }), __decorateMetadata("design:type", String)], InvitationObject.prototype, "createdAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When the link that is good now was made." }), __decorateMetadata("design:type", String)], InvitationObject.prototype, "sentAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When that link ends by itself: a week after it was made." }), __decorateMetadata("design:type", String)], InvitationObject.prototype, "expiresAt", void 0);
InvitationObject = __decorate([ObjectType("Invitation", {
	implements: NodeObject,
	description: "Somebody was asked to come and has not yet. Accepted or withdrawn, it is gone. The link itself is told once.",
	simpleResolvers: true
})], InvitationObject);
var InvitationConnection = connectionOf("Invitation", () => InvitationObject, "invitations");
// src/modules/invitation/invitation.inputs.ts
var InviteUserInput = class InviteUserInput extends MutationInput {};
__decorate([Field(() => String, { description: "The address that they will sign in with." }), __decorateMetadata("design:type", String)], InviteUserInput.prototype, "email", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their name, up to 200 characters; they may correct it when they accept. Left out: from the address."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "name", void 0);
__decorate([Field(() => RoleEnum, {
	nullable: true,
	description: "What they will be allowed to do; REP when left out."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "role", void 0);
__decorate([Field(() => VisibilityEnum, {
	nullable: true,
	description: "How much they will see; left out: TEAM for REP and TEAM_LEADER, ALL for others."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "visibility", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	description: "Whether they will see amounts; true when left out."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "seesAmounts", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: "Their teams; the first is their main team."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "teamIds", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Somebody without sign-in, whom an import made, to let them in; what else is left out stays as it is."
}), __decorateMetadata("design:type", Object)], InviteUserInput.prototype, "userId", void 0);
InviteUserInput = __decorate([InputType("InviteUserInput", { description: "Somebody to ask to come." })], InviteUserInput);
var ResendInvitationInput = class ResendInvitationInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which invitation." }), __decorateMetadata("design:type", String)], ResendInvitationInput.prototype, "id", void 0);
ResendInvitationInput = __decorate([InputType("ResendInvitationInput", { description: "Which invitation gets a new link." })], ResendInvitationInput);
var RevokeInvitationInput = class RevokeInvitationInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which invitation." }), __decorateMetadata("design:type", String)], RevokeInvitationInput.prototype, "id", void 0);
RevokeInvitationInput = __decorate([InputType("RevokeInvitationInput", { description: "Which invitation to withdraw." })], RevokeInvitationInput);
var link = "Where they come in, good once and for a week, to be passed on. Told this once; null when the answer is given again.";
var InviteUserPayload = class InviteUserPayload extends MutationPayload {};
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "Whom you asked; null when it was refused."
}), __decorateMetadata("design:type", Object)], InviteUserPayload.prototype, "user", void 0);
__decorate([Field(() => InvitationObject, {
	nullable: true,
	description: "The invitation; null when it was refused."
}), __decorateMetadata("design:type", Object)], InviteUserPayload.prototype, "invitation", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: link
}), __decorateMetadata("design:type", Object)], InviteUserPayload.prototype, "link", void 0);
InviteUserPayload = __decorate([ObjectType("InviteUserPayload", {
	description: "What came of `inviteUser`.",
	simpleResolvers: true
})], InviteUserPayload);
var ResendInvitationPayload = class ResendInvitationPayload extends MutationPayload {};
__decorate([Field(() => InvitationObject, {
	nullable: true,
	description: "The invitation; null when it was refused."
}), __decorateMetadata("design:type", Object)], ResendInvitationPayload.prototype, "invitation", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: link
}), __decorateMetadata("design:type", Object)], ResendInvitationPayload.prototype, "link", void 0);
ResendInvitationPayload = __decorate([ObjectType("ResendInvitationPayload", {
	description: "What came of `resendInvitation`.",
	simpleResolvers: true
})], ResendInvitationPayload);
var RevokeInvitationPayload = class RevokeInvitationPayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The invitation that is gone; null when it was refused."
}), __decorateMetadata("design:type", Object)], RevokeInvitationPayload.prototype, "deletedId", void 0);
RevokeInvitationPayload = __decorate([ObjectType("RevokeInvitationPayload", {
	description: "What came of `revokeInvitation`.",
	simpleResolvers: true
})], RevokeInvitationPayload);
// src/modules/invitation/invitation.list.ts
var invitationList = {
	name: "invitations",
	boundTo: null,
	columns: invitationColumns("i"),
	from: "invitation i",
	id: "i.id",
	where: () => "true",
	order: fixedOrder({
		value: "i.created_at",
		type: "timestamptz",
		direction: "DESC",
		isNullable: false
	}, {
		value: "i.id",
		type: "text",
		direction: "DESC",
		isNullable: false
	}),
	toNode: invitationOf
};
// src/modules/team/account.store.ts
var accountOf = (row) => ({
	id: row.id,
	name: row.name,
	role: row.role,
	visibility: row.visibility,
	seesAmounts: row.sees_amounts,
	mainTeamId: row.main_team_id,
	teamIds: row.team_ids.toSorted(),
	ledTeamIds: row.led_team_ids.toSorted(),
	locale: row.locale,
	timeZone: row.time_zone,
	isActive: row.is_active,
	hasSignIn: row.has_sign_in
});
var accounts = `
  select u.id, u.name, u.role, u.visibility, u.sees_amounts, u.main_team_id, u.locale, u.time_zone, u.is_active,
    u.has_sign_in, array(select team_id from team_member where user_id = u.id) as team_ids,
    array(select team_id from team_member where user_id = u.id and is_leader) as led_team_ids
  from app_user u`;
/**
* People and teams are set up by one at a time, until the transaction's end: rules about several people (the last
* administrator, a name that is taken) need nothing else. It is rare work, and nobody else waits for it.
*/
async function holdPeople(sql) {
	await sql.rows(`select pg_advisory_xact_lock(hashtext('mekong people'))`);
}
/** People as administrators set them up. Whoever writes holds people first. */
var AccountStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async one(id) {
		return (await this.many([id])).get(id);
	}
	async many(ids) {
		const rows = await this.sql.rows(`${accounts} where u.id = any($1)`, [ids.filter((id) => isId("user", id))]);
		return new Map(rows.map((row) => [row.id, accountOf(row)]));
	}
	/** Kept from their own changes too, and from whoever makes them an owner at this moment. */
	async locked(id) {
		if (!isId("user", id)) return void 0;
		await this.sql.rows("select 1 from app_user where id = $1 for update", [id]);
		return this.one(id);
	}
	/** Leaders of somebody's teams, their main team's first. */
	async leadersOf({ id, teamIds, mainTeamId }) {
		return (await this.sql.rows(`${accounts} join team_member m on m.user_id = u.id join team t on t.id = m.team_id
       where m.is_leader and m.team_id = any($1) and u.id <> $2
       order by m.team_id = $3 desc nulls last, t.name collate "vi-x-icu", u.name collate "vi-x-icu", u.id`, [
			teamIds,
			id,
			mainTeamId
		])).map(accountOf);
	}
	/** Active administrators who can sign in, without this one. */
	async otherAdministrators(id) {
		const [row] = await this.sql.rows(`select count(*)::integer as n from app_user
       where role = 'ADMINISTRATOR' and is_active and has_sign_in and id <> $1`, [id]);
		return row?.n ?? 0;
	}
	async isInvited(id) {
		return (await this.sql.rows("select 1 from invitation where user_id = $1", [id])).length > 0;
	}
	/** Whoever is back has no successor. */
	async forgetLeaving(id) {
		await this.sql.count("update app_user set successor_id = null, deactivated_by_id = null, deactivated_at = null where id = $1", [id]);
	}
	/** Those of the ids that are teams. */
	async knownTeams(ids) {
		const rows = await this.sql.rows("select id from team where id = any($1)", [ids.filter((id) => isId("team", id))]);
		return new Set(rows.map(({ id }) => id));
	}
	async insert(account, email) {
		await this.sql.count(`insert into app_user (id, name, email, role, visibility, sees_amounts, main_team_id, locale, time_zone, is_active,
         has_sign_in) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`, [
			account.id,
			account.name,
			email,
			account.role,
			account.visibility,
			account.seesAmounts,
			account.mainTeamId,
			account.locale,
			account.timeZone,
			account.isActive,
			account.hasSignIn
		]);
		await this.#placeIn(account);
	}
	async update(account) {
		await this.sql.count(`update app_user set name = $2, role = $3, visibility = $4, sees_amounts = $5, main_team_id = $6, locale = $7,
         time_zone = $8, is_active = $9, updated_at = now() where id = $1`, [
			account.id,
			account.name,
			account.role,
			account.visibility,
			account.seesAmounts,
			account.mainTeamId,
			account.locale,
			account.timeZone,
			account.isActive
		]);
		await this.#placeIn(account);
	}
	/** Only what differs: every row that is touched is a change of rights. */
	async #placeIn({ id, teamIds, ledTeamIds }) {
		await this.sql.count("delete from team_member where user_id = $1 and team_id <> all($2)", [id, teamIds]);
		await this.sql.count(`insert into team_member as m (team_id, user_id, is_leader) select t, $1, t = any($3) from unnest($2::text[]) t
       on conflict (team_id, user_id) do update set is_leader = excluded.is_leader
         where m.is_leader is distinct from excluded.is_leader`, [
			id,
			teamIds,
			ledTeamIds
		]);
	}
};
// src/modules/invitation/invitation.ts
/** Where the link leads, on a site at this address. */
var linkOf = (site, token) => `${site}/invite/${token}`;
// ../../packages/words/src/mail.ts
/** What mails say, apart from the rest so that no browser loads it. */
var mailMessages = {
	vi: {
		greeting: ({ name }) => `Chào ${name},`,
		orCopy: "Nếu nút không mở được, chép liên kết này vào trình duyệt:",
		signature: "Mekong gửi thư này tự động. Bạn không cần trả lời.",
		invitation: {
			subject: ({ organization }) => `Mời bạn vào ${organization} trên Mekong`,
			lead: ({ organization, invitedBy }) => `${invitedBy} mời bạn cùng làm việc trong ${organization} trên Mekong. Mở liên kết để đặt mật khẩu và bắt đầu.`,
			action: "Nhận lời mời",
			end: "Liên kết dùng được một lần trong 7 ngày. Nếu bạn không chờ lời mời này, hãy bỏ qua thư."
		},
		passwordReset: {
			subject: "Đặt lại mật khẩu Mekong",
			lead: "Có người, có lẽ là bạn, xin đặt lại mật khẩu cho tài khoản này.",
			action: "Đặt mật khẩu mới",
			end: "Liên kết dùng được một lần trong 1 giờ. Nếu không phải bạn, hãy bỏ qua thư: mật khẩu vẫn như cũ."
		},
		passwordChanged: {
			subject: "Mật khẩu Mekong đã được đổi",
			lead: "Mật khẩu của tài khoản này vừa được đổi, và các phiên đăng nhập khác đã kết thúc.",
			action: "Mở Mekong",
			end: "Nếu không phải bạn, hãy đặt lại mật khẩu ngay bằng “Quên mật khẩu” ở trang đăng nhập và báo quản trị viên."
		},
		twoFactorOff: {
			subject: "Đã tắt xác thực hai bước trên Mekong",
			lead: "Xác thực hai bước của tài khoản này vừa được tắt. Từ giờ chỉ cần mật khẩu để đăng nhập.",
			action: "Mở Mekong",
			end: "Nếu không phải bạn, hãy đổi mật khẩu ngay và báo quản trị viên."
		}
	},
	en: {
		greeting: ({ name }) => `Hello ${name},`,
		orCopy: "If the button does not open, copy this link into your browser:",
		signature: "Mekong sent this by itself. There is no need to answer.",
		invitation: {
			subject: ({ organization }) => `You are invited to ${organization} on Mekong`,
			lead: ({ organization, invitedBy }) => `${invitedBy} invites you to work in ${organization} on Mekong. Open the link to choose a password and begin.`,
			action: "Accept the invitation",
			end: "The link works once, within 7 days. If you did not expect this invitation, ignore this mail."
		},
		passwordReset: {
			subject: "Reset your Mekong password",
			lead: "Somebody, probably you, asked to reset the password of this account.",
			action: "Choose a new password",
			end: "The link works once, within 1 hour. If it was not you, ignore this mail: your password stays as it is."
		},
		passwordChanged: {
			subject: "Your Mekong password was changed",
			lead: "The password of this account has just been changed, and its other sessions have ended.",
			action: "Open Mekong",
			end: "If it was not you, reset your password now with “Forgot password” on the sign-in page, and tell an administrator."
		},
		twoFactorOff: {
			subject: "Two-step verification was turned off on Mekong",
			lead: "Two-step verification of this account has just been turned off. From now on the password alone signs in.",
			action: "Open Mekong",
			end: "If it was not you, change your password now and tell an administrator."
		}
	}
};
// src/mail/compose.ts
/** Puts a mail into the words of its reader's language. Names come from people, so HTML gets them escaped. */
function compose({ to, locale, about }) {
	const words = mailMessages[locale];
	const { subject, lines, action, end } = said(words, about);
	const paragraphs = [words.greeting({ name: to.name }), ...lines];
	return {
		subject,
		text: [
			...paragraphs,
			`${action}:\n${about.link}`,
			...end,
			words.signature
		].join("\n\n") + "\n",
		html: page(locale, subject, [
			...paragraphs.map(paragraph),
			`<p style="margin:24px 0"><a href="${escaped(about.link)}" style="${button}">${escaped(action)}</a></p>`,
			`<p style="${small}">${escaped(words.orCopy)}<br>${escaped(about.link)}</p>`,
			...end.map(paragraph),
			`<p style="${small}">${escaped(words.signature)}</p>`
		])
	};
}
function said(words, about) {
	switch (about.kind) {
		case "invitation": {
			const { subject, lead, action, end } = words.invitation;
			const { organization, invitedBy } = about;
			return {
				subject: subject({ organization }),
				lines: [lead({
					organization,
					invitedBy
				})],
				action,
				end: [end]
			};
		}
		case "passwordReset":
		case "passwordChanged":
		case "twoFactorOff": {
			const { subject, lead, action, end } = words[about.kind];
			return {
				subject,
				lines: [lead],
				action,
				end: [end]
			};
		}
	}
}
var button = "display:inline-block;padding:10px 18px;border-radius:6px;background:#0b5f6b;color:#ffffff;text-decoration:none";
var small = "font-size:13px;color:#5c5a55;word-break:break-all";
var page = (locale, title, parts) => `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${escaped(title)}</title></head><body style="margin:0;padding:32px 20px;background:#f6f4ef;color:#26241f;font:15px/1.5 system-ui,sans-serif"><div style="max-width:520px;margin:0 auto">${parts.join("")}</div></body></html>`;
var paragraph = (text) => `<p>${escaped(text)}</p>`;
var entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
var escaped = (text) => text.replace(/[&<>"']/g, (letter) => entities[letter] ?? "");
// src/mail/mail.ts
/** How long each is worth sending: as long as its link opens something, or as what it tells is news. */
var mailLifetime = {
	invitation: "7 days",
	passwordReset: "1 hour",
	passwordChanged: "1 day",
	twoFactorOff: "1 day"
};
// src/mail/queue-mail.ts
/**
* Puts a mail into the outbox. With the statements of a transaction it goes out together with what it tells, or not at
* all; a node sends it within seconds after.
*/
async function queueMail(sql, mail) {
	const { subject, text, html } = compose(mail);
	await sql.count(`insert into outgoing_mail (id, kind, recipient, subject, content, expires_at)
     values ($1, $2, $3, $4, $5, now() + $6::interval)`, [
		typeidUnboxed("mail"),
		mail.about.kind,
		mail.to.email,
		subject,
		JSON.stringify({
			text,
			html
		}),
		mailLifetime[mail.about.kind]
	]);
}
// src/modules/invitation/mail-invitation.ts
/** Puts the link into the outbox with the invitation that it opens, in the language of whom it is for. */
async function mailInvitation(tx, { userId, email }, link) {
	const { userId: senderId } = tx.caller.actor;
	const users = new Map((await new TeamStore(tx.sql).users([userId, senderId])).map((user) => [user.id, user]));
	const user = users.get(userId);
	if (!user) throw new Error(`${userId} is invited and has no row.`);
	const organization = await readOrganization(tx.sql);
	await queueMail(tx.sql, {
		to: {
			name: user.name,
			email
		},
		locale: user.account.locale,
		about: {
			kind: "invitation",
			organization: organization.name,
			invitedBy: users.get(senderId)?.name ?? organization.name,
			link
		}
	});
}
// src/modules/invitation/invite-user.ts
/**
* Asks somebody to come. They get their place at once and are nobody until they accept: no work is given to them, and
* they open nothing. Somebody whom an import made goes on owning what they own.
*/
async function inviteUser(writes, caller, request, site) {
	const token = newToken();
	const link = linkOf(site, token);
	const written = await change(writes, caller, ["inviteUser", "setup:write"], request, async (tx) => {
		await holdPeople(tx.sql);
		const email = addressOf(request.email);
		const decision = request.userId === void 0 ? await newcomer(tx, request) : await imported(tx, request.userId, request);
		if ("faults" in decision) return { refuse: decision.faults };
		const { account } = decision;
		const invitation = await new InvitationStore(tx.sql).insert({
			id: typeidUnboxed("inv"),
			userId: account.id,
			email,
			invitedById: caller.actor.userId
		}, token);
		tx.audit({
			action: "INVITE_USER",
			subjectId: account.id,
			after: {
				...account,
				email
			}
		});
		await mailInvitation(tx, invitation, link);
		return { commit: invitation };
	});
	if (written.kind !== "written") return written;
	return {
		...written,
		outcome: {
			invitation: written.outcome,
			link: written.isReplay ? null : link
		}
	};
}
async function newcomer({ sql }, request) {
	const accounts = new AccountStore(sql);
	const decision = decideInvite(request, {
		id: typeidUnboxed("usr"),
		teams: await accounts.knownTeams(request.teamIds ?? []),
		isTaken: !await new InvitationStore(sql).isAddressFree(addressOf(request.email)),
		locale: (await readOrganization(sql)).locale
	});
	if (decision.kind === "refused") return decision;
	await accounts.insert(decision.account, decision.email);
	return decision;
}
async function imported({ sql }, userId, request) {
	const accounts = new AccountStore(sql);
	const invitations = new InvitationStore(sql);
	const before = await accounts.locked(userId);
	if (!before) return { faults: [fault("NOT_FOUND", "notFound", ["userId"])] };
	if (before.hasSignIn || !before.isActive) return { faults: [invalid("notInvited", ["userId"])] };
	const email = addressOf(request.email);
	const faults = [
		...emailFaults(email, ["email"]),
		...await invitations.isAddressFree(email) ? [] : [invalid("taken", ["email"])],
		...(await invitations.ofUsers([userId])).length > 0 ? [invalid("taken", ["userId"])] : []
	];
	if (faults.length > 0) return { faults };
	const decision = decideUpdateUser(before, request, {
		teams: await accounts.knownTeams(request.teamIds ?? []),
		otherAdministrators: await accounts.otherAdministrators(userId)
	});
	if (decision.kind === "refused") return decision;
	if (decision.kind === "unchanged") return {
		kind: "invited",
		account: before
	};
	await accounts.update(decision.after);
	return {
		kind: "invited",
		account: decision.after
	};
}
// src/modules/invitation/resend-invitation.ts
/** Makes another link, good for another week; the one before opens nothing any more. */
async function resendInvitation(writes, caller, request, site) {
	const token = newToken();
	const link = linkOf(site, token);
	const written = await change(writes, caller, ["resendInvitation", "setup:write"], request, async (tx) => {
		await holdPeople(tx.sql);
		const store = new InvitationStore(tx.sql);
		const [before] = await store.many([request.id]);
		if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		const invitation = await store.renew(before.id, token);
		tx.audit({
			action: "RESEND_INVITATION",
			subjectId: before.userId,
			before: { expiresAt: before.expiresAt },
			after: { expiresAt: invitation.expiresAt }
		});
		await mailInvitation(tx, invitation, link);
		return { commit: invitation };
	});
	if (written.kind !== "written") return written;
	return {
		...written,
		outcome: {
			invitation: written.outcome,
			link: written.isReplay ? null : link
		}
	};
}
// src/modules/invitation/revoke-invitation.ts
/** Withdraws an invitation: its link opens nothing, and its address may be asked again. */
var revokeInvitation = (writes, caller, request) => change(writes, caller, ["revokeInvitation", "setup:write"], request, async (tx) => {
	await holdPeople(tx.sql);
	const store = new InvitationStore(tx.sql);
	const [invitation] = await store.many([request.id]);
	if (!invitation) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	await store.withdraw(invitation);
	tx.audit({
		action: "REVOKE_INVITATION",
		subjectId: invitation.userId,
		before: { email: invitation.email }
	});
	return { commit: invitation.id };
});
// src/modules/invitation/invitation.resolver.ts
var InvitationResolver = class InvitationResolver {
	invitations(ctx, page) {
		return list(ctx, invitationList, page);
	}
	user({ userId }, { loaders }) {
		return loaders.users.load(userId);
	}
	invitedBy({ invitedById }, { loaders }) {
		return loaders.users.load(invitedById);
	}
	async inviteUser(ctx, input) {
		const request = {
			email: input.email,
			name: input.name ?? void 0,
			role: input.role ?? void 0,
			visibility: input.visibility ?? void 0,
			seesAmounts: input.seesAmounts ?? void 0,
			teamIds: input.teamIds ?? void 0,
			userId: input.userId ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		};
		const { services, caller, loaders } = ctx;
		const written = await inviteUser(services.writes, caller, request, services.site.url);
		if (written.kind === "written") {
			services.mail.look();
			tellRights(services, [written.outcome.invitation.userId]);
		}
		return payload(ctx, input, written, ({ invitation, link }) => ({
			user: loaders.users.load(invitation.userId),
			invitation,
			link
		}));
	}
	async resendInvitation(ctx, input) {
		const { id, clientMutationId = null } = input;
		const { writes, site, mail } = ctx.services;
		const written = await resendInvitation(writes, ctx.caller, {
			id,
			clientMutationId
		}, site.url);
		if (written.kind === "written") mail.look();
		return payload(ctx, input, written, ({ invitation, link }) => ({
			invitation,
			link
		}));
	}
	async revokeInvitation(ctx, input) {
		const { id, clientMutationId = null } = input;
		return payload(ctx, input, await revokeInvitation(ctx.services.writes, ctx.caller, {
			id,
			clientMutationId
		}), (deletedId) => ({ deletedId }));
	}
};
__decorate([
	Query(() => InvitationConnection, { description: "Who was asked to come, the last first. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs]),
	__decorateMetadata("design:returntype", Object)
], InvitationResolver.prototype, "invitations", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Whom it is for."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], InvitationResolver.prototype, "user", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who asked them."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], InvitationResolver.prototype, "invitedBy", null);
__decorate([
	Mutation(() => InviteUserPayload, { description: "Asks somebody to come, by a link that you pass on and that is mailed where mail is set up. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => InviteUserInput, { description: "Whom to ask, and what they will be." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof InviteUserInput === "undefined" ? Object : InviteUserInput]),
	__decorateMetadata("design:returntype", Promise)
], InvitationResolver.prototype, "inviteUser", null);
__decorate([
	Mutation(() => ResendInvitationPayload, { description: "Makes a new link for somebody who was asked; the one before opens nothing. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => ResendInvitationInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ResendInvitationInput === "undefined" ? Object : ResendInvitationInput]),
	__decorateMetadata("design:returntype", Promise)
], InvitationResolver.prototype, "resendInvitation", null);
__decorate([
	Mutation(() => RevokeInvitationPayload, { description: "Withdraws an invitation: its link opens nothing, and its address is free. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RevokeInvitationInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RevokeInvitationInput === "undefined" ? Object : RevokeInvitationInput]),
	__decorateMetadata("design:returntype", Promise)
], InvitationResolver.prototype, "revokeInvitation", null);
InvitationResolver = __decorate([Resolver(() => InvitationObject)], InvitationResolver);
// src/graphql/administrative.ts
/**
* What only administrators read of somebody: null for others, and the answer says that it was withheld. It depends on the
* reader's role and key alone, which messages to many readers are told apart by (live/view.ts).
*/
function administrative({ caller, redacted }, field, value) {
	if (may(caller.actor, "setup:write")) return value;
	redacted.add(field);
	return null;
}
// src/modules/viewer/viewer.object.ts
var ViewerObject = class ViewerObject {};
__decorate([Field(() => LocaleEnum, { description: "Your language." }), __decorateMetadata("design:type", Object)], ViewerObject.prototype, "locale", void 0);
ViewerObject = __decorate([ObjectType("Viewer", {
	description: "You: whose session or key this request came with.",
	simpleResolvers: true
})], ViewerObject);
var UpdateViewerInput = class UpdateViewerInput extends MutationInput {};
__decorate([Field(() => String, {
	nullable: true,
	description: "Your name, up to 200 characters. Boards show it at once."
}), __decorateMetadata("design:type", Object)], UpdateViewerInput.prototype, "name", void 0);
__decorate([Field(() => LocaleEnum, {
	nullable: true,
	description: "Your language."
}), __decorateMetadata("design:type", Object)], UpdateViewerInput.prototype, "locale", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "A time zone of the IANA database, like `Asia/Ho_Chi_Minh`; null for the organisation's."
}), __decorateMetadata("design:type", Object)], UpdateViewerInput.prototype, "timeZone", void 0);
UpdateViewerInput = __decorate([InputType("UpdateViewerInput", { description: "Changes of your own settings; what is left out stays." })], UpdateViewerInput);
var UpdateViewerPayload = class UpdateViewerPayload extends MutationPayload {};
__decorate([Field(() => ViewerObject, {
	nullable: true,
	description: "You, after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateViewerPayload.prototype, "viewer", void 0);
UpdateViewerPayload = __decorate([ObjectType("UpdateViewerPayload", {
	description: "What came of `updateViewer`.",
	simpleResolvers: true
})], UpdateViewerPayload);
// src/data/audit/agent.ts
var longest = 60;
/** Browsers name those that they resemble as well, so the more special one comes first. */
var browsers = [
	["Edge", /\bEdgA?(?:iOS)?\/(\d+)/],
	["Opera", /\bOPR\/(\d+)/],
	["Cốc Cốc", /\bcoc_coc_browser\/(\d+)/],
	["Samsung Internet", /\bSamsungBrowser\/(\d+)/],
	["Firefox", /\b(?:Firefox|FxiOS)\/(\d+)/],
	["Chrome", /\b(?:HeadlessChrome|Chrome|CriOS)\/(\d+)/],
	["Safari", /\bVersion\/(\d+)[\d.]* (?:Mobile\/\w+ )?Safari\//]
];
var systems = [
	["Android", /\bAndroid\b/],
	["iPadOS", /\biPad\b/],
	["iOS", /\biPhone\b/],
	["Windows", /\bWindows\b/],
	["ChromeOS", /\bCrOS\b/],
	["macOS", /\bMacintosh\b/],
	["Linux", /\bLinux\b/]
];
/** `Chrome 141, Windows` of a browser; of any other program how it begins to name itself. */
function agentOf(userAgent) {
	const given = userAgent?.replace(/[^\x20-\x7e]+/g, " ").trim();
	if (!given) return null;
	for (const [name, pattern] of browsers) {
		const version = pattern.exec(given)?.[1];
		if (version === void 0) continue;
		const system = systems.find(([, of]) => of.test(given))?.[0];
		return system === void 0 ? `${name} ${version}` : `${name} ${version}, ${system}`;
	}
	return given.split(" ")[0]?.slice(0, longest) ?? null;
}
// src/modules/session/session.store.ts
var lastActive = (session) => `coalesce(${session}.last_active_at, ${session}.updated_at)`;
/** A session ends after a week without use; an administrator's after a day, for it opens everything. */
var isSessionOpen = (session, user) => `(${session}.expires_at > now()
    and (${user}.role <> 'ADMINISTRATOR' or ${lastActive(session)} > now() - interval '24 hours'))`;
var columns = `s.id, s.user_id, s.ip_address, s.user_agent, s.created_at, ${lastActive("s")} as last_active_at, s.expires_at`;
var sessionOf = (row) => ({
	id: row.id,
	userId: row.user_id,
	address: row.ip_address || null,
	device: agentOf(row.user_agent ?? void 0),
	createdAt: instant(row.created_at),
	lastActiveAt: instant(row.last_active_at),
	expiresAt: instant(row.expires_at)
});
var SessionStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Those that open something, the last used first. */
	async openOf(userId) {
		return (await this.sql.rows(`select ${columns} from app_session s join app_user u on u.id = s.user_id
       where s.user_id = $1 and u.is_active and ${isSessionOpen("s", "u")} order by last_active_at desc, s.id desc`, [userId])).map(sessionOf);
	}
	async lockedPerson(userId) {
		return (await this.sql.rows(`select name, email, locale, two_factor_enabled as "hasTwoFactor" from app_user where id = $1 for no key update`, [userId]))[0];
	}
	async clearTwoFactor(userId) {
		await this.sql.count("update app_user set two_factor_enabled = false where id = $1", [userId]);
		await this.sql.count("delete from app_two_factor where user_id = $1", [userId]);
	}
	async hasTwoFactor(userId) {
		return (await this.sql.rows("select 1 from app_user where id = $1 and two_factor_enabled", [userId])).length > 0;
	}
	async locked(id) {
		if (!isStorable(id)) return void 0;
		return (await this.sql.rows(`select ${columns} from app_session s where s.id = $1 for update`, [id])).map(sessionOf)[0];
	}
	async end(ids) {
		await this.sql.count("delete from app_session where id = any($1)", [ids]);
	}
};
// src/modules/session/clear-two-factor.ts
/**
* Takes a second step away whose app and codes are lost: from then on the password alone signs in, and its owner hears of
* it. Their sessions end, in case it was somebody else who asked.
*/
function clearTwoFactor(writes, caller, request, site) {
	const { userId } = request;
	return change(writes, caller, ["clearTwoFactor", "session:others"], request, async (tx) => {
		const store = new SessionStore(tx.sql);
		const person = isId("user", userId) ? await store.lockedPerson(userId) : void 0;
		if (!person) return { refuse: [fault("NOT_FOUND", "notFound", ["userId"])] };
		if (!person.hasTwoFactor) return { commit: userId };
		await store.clearTwoFactor(userId);
		await store.end((await store.openOf(userId)).map(({ id }) => id));
		await queueMail(tx.sql, {
			to: person,
			locale: person.locale,
			about: {
				kind: "twoFactorOff",
				link: site
			}
		});
		tx.audit({
			action: "CLEAR_TWO_FACTOR",
			subjectId: userId,
			before: { hasTwoFactor: true },
			after: { hasTwoFactor: false }
		});
		return { commit: userId };
	});
}
// src/modules/session/revoke-sessions.ts
/** Ends one session at once, on every node and on every open socket. One's own; an administrator anybody's. */
async function revokeSession(parts, caller, request) {
	const { id, clientMutationId } = request;
	const written = await parts.writes.run({
		caller,
		operation: "revokeSession",
		clientMutationId,
		input: { id }
	}, async (tx) => {
		const store = new SessionStore(tx.sql);
		const session = await store.locked(id);
		if (!session || !mayEnd(caller, session.userId)) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		await store.end([id]);
		tx.audit({
			action: "REVOKE_SESSION",
			subjectId: id,
			before: told(session)
		});
		tx.afterCommit(() => tellRights(parts, [session.userId]));
		return { commit: id };
	});
	if (written.kind === "refused") await parts.writes.auditRefusal(caller, "revokeSession", null, written.refusal);
	return written;
}
/** Ends somebody's sessions, all or all but the one that asks. */
async function revokeSessions(parts, caller, request) {
	const { userId, exceptId, clientMutationId } = request;
	const written = await parts.writes.run({
		caller,
		operation: "revokeSessions",
		clientMutationId,
		input: {
			userId,
			exceptId
		}
	}, async (tx) => {
		if (!isId("user", userId) || !mayEnd(caller, userId)) return { refuse: [fault("NOT_FOUND", "notFound", ["userId"])] };
		const store = new SessionStore(tx.sql);
		const ended = (await store.openOf(userId)).filter(({ id }) => id !== exceptId);
		await store.end(ended.map(({ id }) => id));
		const sessions = ended.map(({ device, address }) => [device, address].filter((part) => part !== null).join(", "));
		if (ended.length > 0) tx.audit({
			action: "REVOKE_SESSIONS",
			subjectId: userId,
			before: { sessions }
		});
		tx.afterCommit(() => tellRights(parts, [userId]));
		return { commit: ended.map(({ id }) => id) };
	});
	if (written.kind === "refused") await parts.writes.auditRefusal(caller, "revokeSessions", null, written.refusal);
	return written;
}
/** Whose sessions somebody sees and ends. A key does so only within its scopes. */
var mayEnd = ({ actor }, userId) => may(actor, userId === actor.userId ? "session:own" : "session:others");
var told = ({ userId, address, device }) => ({
	userId,
	address,
	device
});
// src/modules/session/session.object.ts
var SessionObject = class SessionObject {};
__decorate([Field(() => ID, { description: "Its id, to end it by; it opens nothing." }), __decorateMetadata("design:type", String)], SessionObject.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The network address from which it was opened, if known."
}), __decorateMetadata("design:type", Object)], SessionObject.prototype, "address", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "The program, like `Chrome 141, Windows`, if it said so."
}), __decorateMetadata("design:type", Object)], SessionObject.prototype, "device", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was opened." }), __decorateMetadata("design:type", String)], SessionObject.prototype, "createdAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it was last used, to a few minutes." }), __decorateMetadata("design:type", String)], SessionObject.prototype, "lastActiveAt", void 0);
__decorate([Field(() => DateTimeScalar, { description: "When it ends unless it is used before." }), __decorateMetadata("design:type", String)], SessionObject.prototype, "expiresAt", void 0);
SessionObject = __decorate([ObjectType("Session", {
	description: "A way in that somebody opened by signing in, on one device. What opens it is never shown.",
	simpleResolvers: true
})], SessionObject);
var RevokeSessionInput = class RevokeSessionInput extends MutationInput {};
__decorate([Field(() => ID, { description: "The session's id. One of your own; an administrator ends anybody's." }), __decorateMetadata("design:type", String)], RevokeSessionInput.prototype, "id", void 0);
RevokeSessionInput = __decorate([InputType({ description: "A session to be ended." })], RevokeSessionInput);
var RevokeSessionsInput = class RevokeSessionsInput extends MutationInput {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "Of whom: yourself when not given; an administrator names anybody."
}), __decorateMetadata("design:type", Object)], RevokeSessionsInput.prototype, "userId", void 0);
__decorate([Field(() => Boolean, {
	defaultValue: true,
	description: "Whether the session of this request goes on."
}), __decorateMetadata("design:type", Boolean)], RevokeSessionsInput.prototype, "keepCurrent", void 0);
RevokeSessionsInput = __decorate([InputType({ description: "Whose sessions to end." })], RevokeSessionsInput);
var ClearTwoFactorInput = class ClearTwoFactorInput extends MutationInput {};
__decorate([Field(() => ID, { description: "The person who has lost both app and codes." }), __decorateMetadata("design:type", String)], ClearTwoFactorInput.prototype, "userId", void 0);
ClearTwoFactorInput = __decorate([InputType({ description: "Whose second step to take away." })], ClearTwoFactorInput);
var ClearTwoFactorPayload = class ClearTwoFactorPayload extends MutationPayload {};
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "The person; null when it was refused."
}), __decorateMetadata("design:type", Object)], ClearTwoFactorPayload.prototype, "user", void 0);
ClearTwoFactorPayload = __decorate([ObjectType("ClearTwoFactorPayload", {
	description: "What came of `clearTwoFactor`.",
	simpleResolvers: true
})], ClearTwoFactorPayload);
var RevokeSessionPayload = class RevokeSessionPayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The ended session; null when that was refused."
}), __decorateMetadata("design:type", Object)], RevokeSessionPayload.prototype, "revokedId", void 0);
RevokeSessionPayload = __decorate([ObjectType("RevokeSessionPayload", {
	description: "What came of `revokeSession`.",
	simpleResolvers: true
})], RevokeSessionPayload);
var RevokeSessionsPayload = class RevokeSessionsPayload extends MutationPayload {};
__decorate([Field(() => [ID], {
	nullable: true,
	description: "The ended sessions; null when that was refused."
}), __decorateMetadata("design:type", Object)], RevokeSessionsPayload.prototype, "revokedIds", void 0);
RevokeSessionsPayload = __decorate([ObjectType("RevokeSessionsPayload", {
	description: "What came of `revokeSessions`.",
	simpleResolvers: true
})], RevokeSessionsPayload);
// src/modules/session/session.resolver.ts
var SessionResolver = class SessionResolver {
	isCurrent({ id }, { caller }) {
		return id === caller.sessionId;
	}
	async revokeSession(ctx, input) {
		const request = {
			id: input.id,
			clientMutationId: input.clientMutationId ?? null
		};
		return payload(ctx, input, await revokeSession(ctx.services, ctx.caller, request), (revokedId) => ({ revokedId }));
	}
	async clearTwoFactor(ctx, input) {
		const { services, caller, loaders } = ctx;
		const request = {
			userId: input.userId,
			clientMutationId: input.clientMutationId ?? null
		};
		const written = await clearTwoFactor(services.writes, caller, request, services.site.url);
		if (written.kind === "written") {
			services.mail.look();
			tellRights(services, [written.outcome]);
		}
		return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }));
	}
	async revokeSessions(ctx, input) {
		const { services, caller } = ctx;
		return payload(ctx, input, await revokeSessions(services, caller, {
			userId: input.userId ?? caller.actor.userId,
			exceptId: input.keepCurrent ? caller.sessionId : null,
			clientMutationId: input.clientMutationId ?? null
		}), (revokedIds) => ({ revokedIds }));
	}
};
__decorate([
	FieldResolver(() => Boolean, { description: "Whether this request came by it." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Boolean)
], SessionResolver.prototype, "isCurrent", null);
__decorate([
	Mutation(() => RevokeSessionPayload, { description: "Ends a session, at once and for good: what is open under it closes within a second." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RevokeSessionInput, { description: "Which one." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RevokeSessionInput === "undefined" ? Object : RevokeSessionInput]),
	__decorateMetadata("design:returntype", Promise)
], SessionResolver.prototype, "revokeSession", null);
__decorate([
	Mutation(() => ClearTwoFactorPayload, { description: "Takes away the second step of somebody who has lost it: the password alone signs them in again, and their sessions end. They are told by mail. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => ClearTwoFactorInput, { description: "Whose." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ClearTwoFactorInput === "undefined" ? Object : ClearTwoFactorInput]),
	__decorateMetadata("design:returntype", Promise)
], SessionResolver.prototype, "clearTwoFactor", null);
__decorate([
	Mutation(() => RevokeSessionsPayload, { description: "Ends all your other sessions, or somebody's." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => RevokeSessionsInput, { description: "Whose." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof RevokeSessionsInput === "undefined" ? Object : RevokeSessionsInput]),
	__decorateMetadata("design:returntype", Promise)
], SessionResolver.prototype, "revokeSessions", null);
SessionResolver = __decorate([Resolver(() => SessionObject)], SessionResolver);
var ViewerSessionsResolver = class ViewerSessionsResolver {
	sessions({ actor }, ctx) {
		return mayEnd(ctx.caller, actor.userId) ? new SessionStore(ctx.services.sql).openOf(actor.userId) : Promise.resolve([]);
	}
};
__decorate([
	FieldResolver(() => [SessionObject], { description: "Where you are signed in, the last used first. With a key, within its scopes; else empty." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], ViewerSessionsResolver.prototype, "sessions", null);
ViewerSessionsResolver = __decorate([Resolver(() => ViewerObject)], ViewerSessionsResolver);
var UserSessionsResolver = class UserSessionsResolver {
	async sessions({ id }, ctx) {
		if (administrative(ctx, "User.sessions", true) === null) return null;
		return new SessionStore(ctx.services.sql).openOf(id);
	}
	async hasTwoFactor({ id }, ctx) {
		if (administrative(ctx, "User.hasTwoFactor", true) === null) return null;
		return new SessionStore(ctx.services.sql).hasTwoFactor(id);
	}
};
__decorate([
	FieldResolver(() => [SessionObject], {
		nullable: true,
		description: "Where they are signed in, the last used first. Null for all but administrators."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], UserSessionsResolver.prototype, "sessions", null);
__decorate([
	FieldResolver(() => Boolean, {
		nullable: true,
		description: "Whether a second step follows their password. Null for all but administrators."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], UserSessionsResolver.prototype, "hasTwoFactor", null);
UserSessionsResolver = __decorate([Resolver(() => UserObject)], UserSessionsResolver);
// src/modules/team/team-set-up.store.ts
/** Teams as administrators set them up. Whoever writes holds people first. */
var TeamSetUpStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Kept from others until the write ends; nothing new comes into the team meanwhile. */
	async locked(id) {
		if (!isId("team", id)) return void 0;
		const [team] = await this.sql.rows("select id, name from team where id = $1 for update", [id]);
		return team && {
			...team,
			...await this.#placesIn(id)
		};
	}
	async #placesIn(id) {
		const rows = await this.sql.rows("select user_id, is_leader from team_member where team_id = $1", [id]);
		return {
			memberIds: rows.map(({ user_id }) => user_id).toSorted(),
			leaderIds: rows.flatMap(({ user_id, is_leader }) => is_leader ? [user_id] : []).toSorted()
		};
	}
	/** Those of the ids that are people, with where they stand. */
	async people(ids) {
		const rows = await this.sql.rows(`select u.id, ${stateOf("u")} as state from app_user u where u.id = any($1)`, [ids.filter((id) => isId("user", id))]);
		return new Map(rows.map(({ id, state }) => [id, state]));
	}
	/** Case and accents do not count: two such names could not be told apart on a board. */
	async isNameTaken(name, byOtherThan) {
		if (!isStorable(name)) return false;
		return (await this.sql.rows("select 1 from team where mekong_fold(name) = mekong_fold($1) and id <> $2", [name, byOtherThan])).length > 0;
	}
	async insert({ id, name }) {
		await this.sql.count("insert into team (id, name) values ($1, $2)", [id, name]);
	}
	async rename({ id, name }) {
		await this.sql.count("update team set name = $2 where id = $1 and name is distinct from $2", [id, name]);
	}
	/**
	* Who belongs to it and who leads it: only what differs is written, since every place that is touched is a change of
	* rights. Everybody's main team stays one of theirs. Gives those whose place changed.
	*/
	async place({ id, memberIds, leaderIds }) {
		const left = await this.sql.rows("delete from team_member where team_id = $1 and user_id <> all($2) returning user_id", [id, memberIds]);
		const placed = await this.sql.rows(`insert into team_member as m (team_id, user_id, is_leader) select $1, u, u = any($3) from unnest($2::text[]) u
       on conflict (team_id, user_id) do update set is_leader = excluded.is_leader
         where m.is_leader is distinct from excluded.is_leader
       returning user_id`, [
			id,
			memberIds,
			leaderIds
		]);
		const changed = [...left, ...placed].map(({ user_id }) => user_id);
		await this.sql.count(`update app_user u set main_team_id = (
         select m.team_id from team_member m where m.user_id = u.id order by m.team_id limit 1)
       where u.id = any($1) and not exists (
         select from team_member m where m.user_id = u.id and m.team_id = u.main_team_id)`, [changed]);
		return changed;
	}
	/** What would be without a team, deleted opportunities among it. */
	async countOpportunities(id) {
		const [row] = await this.sql.rows("select count(*)::integer as n from opportunity where team_id = $1", [id]);
		return row?.n ?? 0;
	}
	async delete(id) {
		await this.sql.count("delete from team where id = $1", [id]);
	}
};
// src/modules/team/create-team.ts
/** Makes a team, with its people if they are named. */
var createTeam = (writes, caller, request) => change(writes, caller, ["createTeam", "setup:write"], request, async (tx) => {
	await holdPeople(tx.sql);
	const store = new TeamSetUpStore(tx.sql);
	const id = typeidUnboxed("tea");
	const decision = decideCreateTeam(id, request, {
		people: await store.people([...request.memberIds ?? [], ...request.leaderIds ?? []]),
		isTaken: await store.isNameTaken(request.name, id)
	});
	if (decision.kind === "refused") return { refuse: decision.faults };
	if (decision.kind === "unchanged") throw new Error("A team without a name was let through.");
	await store.insert(decision.after);
	const userIds = await store.place(decision.after);
	tx.audit({
		action: "CREATE_TEAM",
		subjectId: id,
		after: { ...decision.after }
	});
	return { commit: {
		id,
		userIds
	} };
});
// src/modules/team/delete-team.ts
/**
* Deletes a team. What it has goes to another one first, in chunks, each a write of its own, and the team goes with the
* last of them: whoever asks again after a failure goes on where it stopped. Its people stay, without it.
*/
async function deleteTeam(writes, caller, request) {
	const operation = ["deleteTeam", "setup:write"];
	for (;;) {
		let isFull = false;
		const written = await change(writes, caller, operation, request, async (tx) => {
			const found = await findTeam(tx, request);
			isFull = "team" in found && found.count > 500;
			if (!("team" in found) || isFull) return { refuse: "team" in found ? [] : found.faults };
			const { team, moveToId } = found;
			if (moveToId !== void 0) await moveChunk(tx, team.id, moveToId);
			const store = new TeamSetUpStore(tx.sql);
			const userIds = await store.place({
				...team,
				memberIds: [],
				leaderIds: []
			});
			await tx.sql.count("update app_user set main_team_id = null where main_team_id = $1", [team.id]);
			await store.delete(team.id);
			tx.audit({
				action: "DELETE_TEAM",
				subjectId: team.id,
				before: { ...team }
			});
			return { commit: {
				id: team.id,
				userIds
			} };
		});
		if (!isFull) return written;
		await change(writes, caller, operation, {
			...request,
			clientMutationId: null
		}, async (tx) => {
			const found = await findTeam(tx, request);
			if ("team" in found && found.moveToId !== void 0) await moveChunk(tx, found.team.id, found.moveToId);
			return { commit: null };
		});
	}
}
async function findTeam(tx, { id, moveToTeamId }) {
	await holdPeople(tx.sql);
	const store = new TeamSetUpStore(tx.sql);
	const team = await store.locked(id);
	if (!team) return { faults: [fault("NOT_FOUND", "notFound", ["id"])] };
	const moveTo = moveToTeamId === void 0 ? void 0 : await store.locked(moveToTeamId) ?? null;
	const count = await store.countOpportunities(id);
	const faults = faultsOfTeamDeletion(team, moveTo, count);
	return faults.length > 0 ? { faults } : {
		team,
		moveToId: moveTo?.id,
		count
	};
}
async function moveChunk(tx, from, to) {
	const ids = (await tx.sql.rows("select id from opportunity where team_id = $1 order by pipeline_id, id limit $2", [from, 500])).map(({ id }) => id);
	const locked = await new OpportunityStore(tx.sql).lock(ids);
	const opportunities = ids.flatMap((id) => {
		const before = locked.get(id);
		if (before?.teamId !== from) return [];
		return [{
			before,
			after: {
				...before,
				teamId: to,
				version: before.version + 1
			}
		}];
	});
	for (const ofBoard of Map.groupBy(opportunities, ({ before }) => before.pipelineId).values()) await rewriteChunk(tx, {
		kind: "UPDATED",
		at: locked.now,
		opportunities: ofBoard
	});
}
// src/modules/team/team.inputs.ts
var members = "All of its members, active or asked to come.";
var leaders = "All who lead it; who is not a member becomes one.";
var CreateTeamInput = class CreateTeamInput extends MutationInput {};
__decorate([Field(() => String, { description: "Its name, up to 200 characters; no other team has it, case and accents apart." }), __decorateMetadata("design:type", String)], CreateTeamInput.prototype, "name", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: members
}), __decorateMetadata("design:type", Object)], CreateTeamInput.prototype, "memberIds", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: leaders
}), __decorateMetadata("design:type", Object)], CreateTeamInput.prototype, "leaderIds", void 0);
CreateTeamInput = __decorate([InputType("CreateTeamInput", { description: "A team to make." })], CreateTeamInput);
var UpdateTeamInput = class UpdateTeamInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which team." }), __decorateMetadata("design:type", String)], UpdateTeamInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Its name from now on. Boards show it at once."
}), __decorateMetadata("design:type", Object)], UpdateTeamInput.prototype, "name", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: `${members} Who is not among them leaves, and leads it no longer.`
}), __decorateMetadata("design:type", Object)], UpdateTeamInput.prototype, "memberIds", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: leaders
}), __decorateMetadata("design:type", Object)], UpdateTeamInput.prototype, "leaderIds", void 0);
UpdateTeamInput = __decorate([InputType("UpdateTeamInput", { description: "Changes of a team; what is left out stays." })], UpdateTeamInput);
var DeleteTeamInput = class DeleteTeamInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Which team." }), __decorateMetadata("design:type", String)], DeleteTeamInput.prototype, "id", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The team that gets its opportunities, open and closed; wanted when it has any (`INVALID`)."
}), __decorateMetadata("design:type", Object)], DeleteTeamInput.prototype, "moveToTeamId", void 0);
DeleteTeamInput = __decorate([InputType("DeleteTeamInput", { description: "Which team goes, and where what it has goes." })], DeleteTeamInput);
var CreateTeamPayload = class CreateTeamPayload extends MutationPayload {};
__decorate([Field(() => TeamObject, {
	nullable: true,
	description: "The new team; null when it was refused."
}), __decorateMetadata("design:type", Object)], CreateTeamPayload.prototype, "team", void 0);
CreateTeamPayload = __decorate([ObjectType("CreateTeamPayload", {
	description: "What came of `createTeam`.",
	simpleResolvers: true
})], CreateTeamPayload);
var UpdateTeamPayload = class UpdateTeamPayload extends MutationPayload {};
__decorate([Field(() => TeamObject, {
	nullable: true,
	description: "The team after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateTeamPayload.prototype, "team", void 0);
UpdateTeamPayload = __decorate([ObjectType("UpdateTeamPayload", {
	description: "What came of `updateTeam`.",
	simpleResolvers: true
})], UpdateTeamPayload);
var DeleteTeamPayload = class DeleteTeamPayload extends MutationPayload {};
__decorate([Field(() => ID, {
	nullable: true,
	description: "The team that is gone; null when it was refused."
}), __decorateMetadata("design:type", Object)], DeleteTeamPayload.prototype, "deletedId", void 0);
DeleteTeamPayload = __decorate([ObjectType("DeleteTeamPayload", {
	description: "What came of `deleteTeam`.",
	simpleResolvers: true
})], DeleteTeamPayload);
// src/modules/team/update-team.ts
/** Changes a team: its name, its members, who leads it. A new name reaches the boards that show it. */
async function updateTeam(writes, caller, request) {
	let isRenamed = false;
	const written = await change(writes, caller, ["updateTeam", "setup:write"], request, async (tx) => {
		isRenamed = false;
		await holdPeople(tx.sql);
		const store = new TeamSetUpStore(tx.sql);
		const before = await store.locked(request.id);
		if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		const { name, memberIds = [], leaderIds = [] } = request;
		const decision = decideUpdateTeam(before, request, {
			people: await store.people([...memberIds, ...leaderIds]),
			isTaken: name !== void 0 && await store.isNameTaken(name, before.id)
		});
		if (decision.kind === "refused") return { refuse: decision.faults };
		if (decision.kind === "unchanged") return { commit: {
			id: before.id,
			userIds: []
		} };
		await store.rename(decision.after);
		const userIds = await store.place(decision.after);
		tx.audit({
			action: "UPDATE_TEAM",
			subjectId: before.id,
			before: { ...before },
			after: { ...decision.after }
		});
		isRenamed = before.name !== decision.after.name;
		return { commit: {
			id: before.id,
			userIds
		} };
	});
	if (isRenamed && written.kind === "written") await tellRename(writes, caller, "team_id", request.id);
	return written;
}
// src/modules/team/team-changes.resolver.ts
var TeamChangesResolver = class TeamChangesResolver {
	async createTeam(ctx, input) {
		const { services, caller, loaders } = ctx;
		const written = await createTeam(services.writes, caller, {
			name: input.name,
			memberIds: input.memberIds ?? void 0,
			leaderIds: input.leaderIds ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		});
		if (written.kind === "written") tellRights(services, written.outcome.userIds);
		return payload(ctx, input, written, ({ id }) => ({ team: loaders.teams.load(id) }));
	}
	async updateTeam(ctx, input) {
		const { services, caller, loaders } = ctx;
		const written = await updateTeam(services.writes, caller, {
			id: input.id,
			name: input.name ?? void 0,
			memberIds: input.memberIds ?? void 0,
			leaderIds: input.leaderIds ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		});
		if (written.kind === "written") tellRights(services, written.outcome.userIds);
		return payload(ctx, input, written, ({ id }) => ({ team: loaders.teams.load(id) }));
	}
	async deleteTeam(ctx, input) {
		const { services, caller } = ctx;
		const written = await deleteTeam(services.writes, caller, {
			id: input.id,
			moveToTeamId: input.moveToTeamId ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		});
		if (written.kind === "written") tellRights(services, written.outcome.userIds);
		return payload(ctx, input, written, ({ id }) => ({ deletedId: id }));
	}
};
__decorate([
	Mutation(() => CreateTeamPayload, { description: "Makes a team, with its people if you name them. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => CreateTeamInput, { description: "What to make." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof CreateTeamInput === "undefined" ? Object : CreateTeamInput]),
	__decorateMetadata("design:returntype", Promise)
], TeamChangesResolver.prototype, "createTeam", null);
__decorate([
	Mutation(() => UpdateTeamPayload, { description: "Changes a team's name, members or leaders. Boards that its people have open follow within a second. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateTeamInput, { description: "What to change; what is left out stays." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateTeamInput === "undefined" ? Object : UpdateTeamInput]),
	__decorateMetadata("design:returntype", Promise)
], TeamChangesResolver.prototype, "updateTeam", null);
__decorate([
	Mutation(() => DeleteTeamPayload, { description: "Deletes a team; what it has goes to another one, its people stay. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeleteTeamInput, { description: "Which team, and where what it has goes." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeleteTeamInput === "undefined" ? Object : DeleteTeamInput]),
	__decorateMetadata("design:returntype", Promise)
], TeamChangesResolver.prototype, "deleteTeam", null);
TeamChangesResolver = __decorate([Resolver()], TeamChangesResolver);
// src/modules/team/team.lists.ts
var userList = ({ locale, filter, orderBy }) => ({
	name: "users",
	boundTo: [filter, orderBy],
	columns: userColumns("u"),
	from: "app_user u",
	id: "u.id",
	where: (params) => compileFilter(userFilter, filter, {
		alias: "u",
		params,
		locale
	}),
	order: compileOrder(userOrder, "u.id", orderBy, {
		field: "NAME",
		direction: "ASC"
	}),
	toNode: userOf
});
var teamList = ({ locale, filter, orderBy }) => ({
	name: "teams",
	boundTo: [filter, orderBy],
	columns: teamColumns("t"),
	from: "team t",
	id: "t.id",
	where: (params) => compileFilter(teamFilter, filter, {
		alias: "t",
		params,
		locale
	}),
	order: compileOrder(teamOrder, "t.id", orderBy, {
		field: "NAME",
		direction: "ASC"
	}),
	toNode: ({ id, name }) => ({
		id,
		name
	})
});
// src/modules/team/team.resolver.ts
var TeamResolver = class TeamResolver {
	teams(ctx, page, filter, orderBy) {
		return list(ctx, teamList({
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
	async leader(team, { loaders }) {
		const leader = (await loaders.membersOfTeam.load(team.id)).find(({ isLeader }) => isLeader);
		return leader ? loaders.users.load(leader.userId) : null;
	}
	async leaders(team, { loaders }) {
		const leaders = (await loaders.membersOfTeam.load(team.id)).filter(({ isLeader }) => isLeader);
		return (await Promise.all(leaders.map(({ userId }) => loaders.users.load(userId)))).filter((user) => user !== null);
	}
	async opportunityCount({ id }, ctx) {
		if (administrative(ctx, "Team.opportunityCount", true) === null) return null;
		return (await ctx.loaders.opportunitiesOfTeam.load(id))?.count ?? 0;
	}
	async members(team, { loaders }) {
		const members = await loaders.membersOfTeam.load(team.id);
		return (await Promise.all(members.map(({ userId }) => loaders.users.load(userId)))).filter((user) => user !== null);
	}
};
__decorate([
	Query(() => TeamConnection, { description: "The teams of the organisation, by name." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => TeamFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateParam(3, Arg("orderBy", () => [TeamOrder], {
		nullable: true,
		description: "In which order; by name when not given."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], TeamResolver.prototype, "teams", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: "Who leads it, the first by name of several; null while nobody does."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], TeamResolver.prototype, "leader", null);
__decorate([
	FieldResolver(() => [UserObject], { description: "All who lead it, by name." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], TeamResolver.prototype, "leaders", null);
__decorate([
	FieldResolver(() => Int, {
		nullable: true,
		description: "How many opportunities it has, open and closed. Null for all but administrators."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], TeamResolver.prototype, "opportunityCount", null);
__decorate([
	FieldResolver(() => [UserObject], { description: "Its members, leaders first, then by name." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], TeamResolver.prototype, "members", null);
TeamResolver = __decorate([Resolver(() => TeamObject)], TeamResolver);
// src/modules/team/user-account.resolver.ts
var toAdministrators = "Null for all but administrators.";
var UserAccountResolver = class UserAccountResolver {
	visibility({ account }, ctx) {
		return administrative(ctx, "User.visibility", account.visibility);
	}
	seesAmounts({ account }, ctx) {
		return administrative(ctx, "User.seesAmounts", account.seesAmounts);
	}
	locale({ account }, ctx) {
		return administrative(ctx, "User.locale", account.locale);
	}
	timeZone({ account }, ctx) {
		return administrative(ctx, "User.timeZone", account.timeZone);
	}
	hasSignIn({ account }, ctx) {
		return administrative(ctx, "User.hasSignIn", account.hasSignIn);
	}
	lastSeenAt({ account }, ctx) {
		return administrative(ctx, "User.lastSeenAt", account.lastSeenAt);
	}
	invitation({ id }, ctx) {
		return administrative(ctx, "User.invitation", ctx.loaders.invitationOfUser.load(id));
	}
	handedOverTo({ account }, ctx) {
		const { successorId } = account;
		return administrative(ctx, "User.handedOverTo", successorId === null ? null : ctx.loaders.users.load(successorId));
	}
	async openOpportunityCount({ id }, ctx) {
		if (administrative(ctx, "User.openOpportunityCount", true) === null) return null;
		return (await ctx.loaders.openOpportunitiesOfUser.load(id))?.count ?? 0;
	}
};
__decorate([
	FieldResolver(() => VisibilityEnum, {
		nullable: true,
		description: `How much of the pipeline they see. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "visibility", null);
__decorate([
	FieldResolver(() => Boolean, {
		nullable: true,
		description: `Whether they see amounts. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "seesAmounts", null);
__decorate([
	FieldResolver(() => LocaleEnum, {
		nullable: true,
		description: `Their language. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "locale", null);
__decorate([
	FieldResolver(() => String, {
		nullable: true,
		description: `Their time zone; null for the organisation's. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "timeZone", null);
__decorate([
	FieldResolver(() => Boolean, {
		nullable: true,
		description: `Whether they have a way to sign in; false for people whom an import made. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "hasSignIn", null);
__decorate([
	FieldResolver(() => DateTimeScalar, {
		nullable: true,
		description: `When they were last here, to a few minutes; null if never. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "lastSeenAt", null);
__decorate([
	FieldResolver(() => InvitationObject, {
		nullable: true,
		description: `The invitation that waits for them; null when none does. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "invitation", null);
__decorate([
	FieldResolver(() => UserObject, {
		nullable: true,
		description: `Who took over when they left, and takes over whatever of theirs opens again. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserAccountResolver.prototype, "handedOverTo", null);
__decorate([
	FieldResolver(() => Int, {
		nullable: true,
		description: `How many open opportunities they own, whoever may see those. ${toAdministrators}`
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], UserAccountResolver.prototype, "openOpportunityCount", null);
UserAccountResolver = __decorate([Resolver(() => UserObject)], UserAccountResolver);
// src/modules/team/hand-over.ts
/**
* Gives what somebody who left still has open to whoever takes over, chunk by chunk, each a write of its own: others
* never wait long, and whoever dies in between leaves whole chunks. What was deleted goes along, since it may come back.
* Ends when nothing is left or when the time is up, and says which.
*/
async function handOver(writes, caller, leaverId, until = Infinity) {
	while (await handOverChunk(writes, caller, leaverId)) if (performance.now() > until) return false;
	return true;
}
/** Whether there may be more. */
async function handOverChunk(writes, caller, leaverId) {
	const request = {
		caller,
		operation: "handOver",
		clientMutationId: null,
		input: null
	};
	const written = await writes.run(request, async (tx) => {
		await tx.sql.rows("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`hand over ${leaverId}`]);
		const successorId = await successorOf(tx.sql, leaverId);
		const ids = successorId === null ? [] : await openOf(tx.sql, leaverId);
		if (successorId === null || ids.length === 0) return { commit: false };
		const locked = await new OpportunityStore(tx.sql).lock(ids);
		const opportunities = ids.flatMap((id) => {
			const before = locked.get(id);
			if (before?.ownerId !== leaverId || before.status !== "OPEN") return [];
			return [{
				before,
				after: {
					...before,
					ownerId: successorId,
					version: before.version + 1
				}
			}];
		});
		for (const ofBoard of Map.groupBy(opportunities, ({ before }) => before.pipelineId).values()) await rewriteChunk(tx, {
			kind: "UPDATED",
			at: locked.now,
			opportunities: ofBoard
		});
		return { commit: true };
	});
	return written.kind === "written" && written.outcome;
}
async function openOf(sql, ownerId) {
	return (await sql.rows(`select id from opportunity where owner_id = $1 and status = 'OPEN' order by pipeline_id, id limit $2`, [ownerId, 500])).map(({ id }) => id);
}
/** Who takes over may have left as well: then whoever takes over from them. Null: nobody was named, or all are gone. */
async function successorOf(sql, leaverId) {
	const [row] = await sql.rows(`with recursive chain as (
       select id, is_active, successor_id, 0 as nth from app_user where id = $1 and not is_active
       union
       select u.id, u.is_active, u.successor_id, c.nth + 1 from chain c join app_user u on u.id = c.successor_id
       where not c.is_active and c.nth < 100
     ) select id from chain where is_active order by nth limit 1`, [leaverId]);
	return row?.id ?? null;
}
// src/modules/team/deactivate-user.ts
/** Whoever asked waits for a hand-over this long; a longer one is finished behind their back (jobs/hand-overs.ts). */
var patienceMs = 5e3;
/**
* Somebody leaves: sessions and keys end at once, and their open work goes to whoever takes over. Who has left and by
* whom they are succeeded is stored first, so a hand-over that is cut off is taken up again by any node.
*/
async function deactivateUser(writes, caller, request, ended) {
	const written = await change(writes, caller, ["deactivateUser", "setup:write"], request, async (tx) => {
		await holdPeople(tx.sql);
		const store = new AccountStore(tx.sql);
		const before = await store.locked(request.id);
		if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		const now = await standing(tx, before.id);
		const named = request.handOverToId;
		const decision = decideDeactivate(before, {
			byId: caller.actor.userId,
			isInvited: now.isInvited,
			handOverTo: named === void 0 ? void 0 : await store.one(named) ?? null,
			leaders: named === void 0 ? await store.leadersOf(before) : [],
			openOpportunities: now.open,
			successorId: now.successorId
		}, { otherAdministrators: await store.otherAdministrators(before.id) });
		if (decision.kind === "refused") return { refuse: decision.faults };
		const answer = {
			id: before.id,
			openOpportunityCount: now.open
		};
		if (decision.kind === "unchanged") return { commit: {
			...answer,
			successorId: now.successorId
		} };
		const { after, successorId } = decision;
		await store.update(after);
		await leave(tx, before.id, successorId);
		tx.audit({
			action: "DEACTIVATE_USER",
			subjectId: before.id,
			before: {
				...before,
				handOverToId: now.successorId
			},
			after: {
				...after,
				handOverToId: successorId
			}
		});
		return { commit: {
			...answer,
			successorId
		} };
	});
	if (written.kind !== "written") return written;
	ended(written.outcome.id);
	await handOver(writes, caller, written.outcome.id, performance.now() + patienceMs);
	return written;
}
async function standing({ sql }, id) {
	const [row] = await sql.rows(`select (select count(*)::integer from opportunity where owner_id = u.id and status = 'OPEN' and deleted_at is null)
         as open, u.successor_id as "successorId", exists (select from invitation where user_id = u.id) as "isInvited"
     from app_user u where u.id = $1`, [id]);
	if (!row) throw new Error(`User ${id} is locked and has no row.`);
	return row;
}
async function leave({ sql, now, caller }, id, successorId) {
	await sql.count(`update app_user set successor_id = $2, deactivated_by_id = $3, deactivated_at = coalesce(deactivated_at, $4)
     where id = $1`, [
		id,
		successorId,
		caller.actor.userId,
		now
	]);
	await sql.count("delete from invitation where user_id = $1", [id]);
	await sql.count("delete from app_session where user_id = $1", [id]);
	await sql.count("update api_key set revoked_at = $2 where user_id = $1 and revoked_at is null", [id, now]);
}
// src/modules/team/reactivate-user.ts
/** Somebody comes back: with their teams and their password, without the work that they handed over. */
var reactivateUser = (writes, caller, request) => change(writes, caller, ["reactivateUser", "setup:write"], request, async (tx) => {
	await holdPeople(tx.sql);
	const store = new AccountStore(tx.sql);
	const before = await store.locked(request.id);
	if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
	const decision = decideReactivate(before, { isInvited: await store.isInvited(before.id) });
	if (decision.kind === "refused") return { refuse: decision.faults };
	if (decision.kind === "unchanged") return { commit: before.id };
	const { after } = decision;
	await store.update(after);
	await store.forgetLeaving(before.id);
	tx.audit({
		action: "REACTIVATE_USER",
		subjectId: before.id,
		before: { ...before },
		after: { ...after }
	});
	return { commit: before.id };
});
// src/modules/team/update-user.ts
/** Changes a person: what they may do, what they see, where they belong. A new name reaches the boards that show it. */
async function updateUser(writes, caller, request) {
	let isRenamed = false;
	const written = await change(writes, caller, ["updateUser", "setup:write"], request, async (tx) => {
		isRenamed = false;
		await holdPeople(tx.sql);
		const store = new AccountStore(tx.sql);
		const before = await store.locked(request.id);
		if (!before) return { refuse: [fault("NOT_FOUND", "notFound", ["id"])] };
		const decision = decideUpdateUser(before, request, {
			teams: await store.knownTeams(request.teamIds ?? []),
			otherAdministrators: await store.otherAdministrators(before.id)
		});
		if (decision.kind === "refused") return { refuse: decision.faults };
		if (decision.kind === "unchanged") return { commit: before.id };
		await store.update(decision.after);
		tx.audit({
			action: "UPDATE_USER",
			subjectId: before.id,
			before: { ...before },
			after: { ...decision.after }
		});
		isRenamed = before.name !== decision.after.name;
		return { commit: before.id };
	});
	if (isRenamed && written.kind === "written") await tellRename(writes, caller, "owner_id", request.id);
	return written;
}
// src/modules/team/user.inputs.ts
var UpdateUserInput = class UpdateUserInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Whom to change." }), __decorateMetadata("design:type", String)], UpdateUserInput.prototype, "id", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "Their name, up to 200 characters. Boards show it at once."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "name", void 0);
__decorate([Field(() => RoleEnum, {
	nullable: true,
	description: "What they may do. The last active administrator stays one (`INVALID`)."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "role", void 0);
__decorate([Field(() => VisibilityEnum, {
	nullable: true,
	description: "How much of the pipeline they see."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "visibility", void 0);
__decorate([Field(() => Boolean, {
	nullable: true,
	description: "Whether they see amounts."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "seesAmounts", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "The team that their new opportunities go to: one of theirs."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "mainTeamId", void 0);
__decorate([Field(() => [ID], {
	nullable: true,
	description: "All of their teams. Who leaves a team leads it no longer; a main team that is not among them is replaced by the first."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "teamIds", void 0);
__decorate([Field(() => LocaleEnum, {
	nullable: true,
	description: "Their language."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "locale", void 0);
__decorate([Field(() => String, {
	nullable: true,
	description: "A time zone of the IANA database, like `Asia/Ho_Chi_Minh`; null for the organisation's."
}), __decorateMetadata("design:type", Object)], UpdateUserInput.prototype, "timeZone", void 0);
UpdateUserInput = __decorate([InputType("UpdateUserInput", { description: "Changes of a person; what is left out stays." })], UpdateUserInput);
var DeactivateUserInput = class DeactivateUserInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Who leaves." }), __decorateMetadata("design:type", String)], DeactivateUserInput.prototype, "id", void 0);
__decorate([Field(() => ID, {
	nullable: true,
	description: "Who gets their open opportunities: somebody active who is not read-only. Left out: the leader of their main team, else of another team of theirs; wanted where there is none (`INVALID`)."
}), __decorateMetadata("design:type", Object)], DeactivateUserInput.prototype, "handOverToId", void 0);
DeactivateUserInput = __decorate([InputType("DeactivateUserInput", { description: "Who leaves, and who takes over." })], DeactivateUserInput);
var ReactivateUserInput = class ReactivateUserInput extends MutationInput {};
__decorate([Field(() => ID, { description: "Who comes back." }), __decorateMetadata("design:type", String)], ReactivateUserInput.prototype, "id", void 0);
ReactivateUserInput = __decorate([InputType("ReactivateUserInput", { description: "Who comes back." })], ReactivateUserInput);
var UpdateUserPayload = class UpdateUserPayload extends MutationPayload {};
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "The person after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], UpdateUserPayload.prototype, "user", void 0);
UpdateUserPayload = __decorate([ObjectType("UpdateUserPayload", {
	description: "What came of `updateUser`.",
	simpleResolvers: true
})], UpdateUserPayload);
var DeactivateUserPayload = class DeactivateUserPayload extends MutationPayload {};
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "The person after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], DeactivateUserPayload.prototype, "user", void 0);
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "Who takes over; null when it was refused, or when there is nothing and nobody was named."
}), __decorateMetadata("design:type", Object)], DeactivateUserPayload.prototype, "handedOverTo", void 0);
__decorate([Field(() => Int, {
	nullable: true,
	description: "How many open opportunities they left. Thousands are handed over in parts, some of them after this answer."
}), __decorateMetadata("design:type", Object)], DeactivateUserPayload.prototype, "openOpportunityCount", void 0);
DeactivateUserPayload = __decorate([ObjectType("DeactivateUserPayload", {
	description: "What came of `deactivateUser`.",
	simpleResolvers: true
})], DeactivateUserPayload);
var ReactivateUserPayload = class ReactivateUserPayload extends MutationPayload {};
__decorate([Field(() => UserObject, {
	nullable: true,
	description: "The person after it; null when it was refused."
}), __decorateMetadata("design:type", Object)], ReactivateUserPayload.prototype, "user", void 0);
ReactivateUserPayload = __decorate([ObjectType("ReactivateUserPayload", {
	description: "What came of `reactivateUser`.",
	simpleResolvers: true
})], ReactivateUserPayload);
// src/modules/team/user-changes.resolver.ts
var UserChangesResolver = class UserChangesResolver {
	async updateUser(ctx, input) {
		const { services, caller, loaders } = ctx;
		const written = await updateUser(services.writes, caller, {
			id: input.id,
			name: input.name ?? void 0,
			role: input.role ?? void 0,
			visibility: input.visibility ?? void 0,
			seesAmounts: input.seesAmounts ?? void 0,
			mainTeamId: input.mainTeamId ?? void 0,
			teamIds: input.teamIds ?? void 0,
			locale: input.locale ?? void 0,
			timeZone: input.timeZone,
			clientMutationId: input.clientMutationId ?? null
		});
		if (written.kind === "written") tellRights(services, [written.outcome]);
		return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }));
	}
	async deactivateUser(ctx, input) {
		const { services, caller, loaders } = ctx;
		const request = {
			id: input.id,
			handOverToId: input.handOverToId ?? void 0,
			clientMutationId: input.clientMutationId ?? null
		};
		return payload(ctx, input, await deactivateUser(services.writes, caller, request, (id) => tellRights(services, [id])), ({ id, successorId, openOpportunityCount }) => ({
			user: loaders.users.load(id),
			handedOverTo: successorId === null ? null : loaders.users.load(successorId),
			openOpportunityCount
		}));
	}
	async reactivateUser(ctx, input) {
		const { services, caller, loaders } = ctx;
		const request = {
			id: input.id,
			clientMutationId: input.clientMutationId ?? null
		};
		const written = await reactivateUser(services.writes, caller, request);
		if (written.kind === "written") tellRights(services, [written.outcome]);
		return payload(ctx, input, written, (id) => ({ user: loaders.users.load(id) }));
	}
};
__decorate([
	Mutation(() => UpdateUserPayload, { description: "Changes what somebody may do, what they see and where they belong. Boards that they have open follow within a second. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateUserInput, { description: "What to change; what is left out stays." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateUserInput === "undefined" ? Object : UpdateUserInput]),
	__decorateMetadata("design:returntype", Promise)
], UserChangesResolver.prototype, "updateUser", null);
__decorate([
	Mutation(() => DeactivateUserPayload, { description: "Somebody leaves: their sessions and keys end at once, their open opportunities go to whoever takes over. What is closed stays theirs. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => DeactivateUserInput, { description: "Who leaves, and who takes over." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof DeactivateUserInput === "undefined" ? Object : DeactivateUserInput]),
	__decorateMetadata("design:returntype", Promise)
], UserChangesResolver.prototype, "deactivateUser", null);
__decorate([
	Mutation(() => ReactivateUserPayload, { description: "Somebody comes back, with their teams and their password; what was handed over stays where it is. Administrators only." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => ReactivateUserInput, { description: "Who comes back." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof ReactivateUserInput === "undefined" ? Object : ReactivateUserInput]),
	__decorateMetadata("design:returntype", Promise)
], UserChangesResolver.prototype, "reactivateUser", null);
UserChangesResolver = __decorate([Resolver()], UserChangesResolver);
// src/modules/team/user.resolver.ts
var UserResolver = class UserResolver {
	users(ctx, page, filter, orderBy) {
		return list(ctx, userList({
			locale: ctx.locale,
			filter,
			orderBy
		}), page);
	}
	mainTeam(user, { loaders }) {
		return user.mainTeamId === null ? null : loaders.teams.load(user.mainTeamId);
	}
	async teams(user, { loaders }) {
		const memberships = await loaders.teamsOfUser.load(user.id);
		return (await Promise.all(memberships.map(({ teamId }) => loaders.teams.load(teamId)))).filter((team) => team !== null);
	}
	async ledTeams(user, { loaders }) {
		const led = (await loaders.teamsOfUser.load(user.id)).filter(({ isLeader }) => isLeader);
		return (await Promise.all(led.map(({ teamId }) => loaders.teams.load(teamId)))).filter((team) => team !== null);
	}
};
__decorate([
	Query(() => UserConnection, { description: "The people of the organisation, those who were asked to come and those who left among them." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("filter", () => UserFilter, {
		nullable: true,
		description: "Which ones."
	})),
	__decorateParam(3, Arg("orderBy", () => [UserOrder], {
		nullable: true,
		description: "In which order; by name when not given."
	})),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], UserResolver.prototype, "users", null);
__decorate([
	FieldResolver(() => TeamObject, {
		nullable: true,
		description: "The team that their new opportunities go to."
	}),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Object)
], UserResolver.prototype, "mainTeam", null);
__decorate([
	FieldResolver(() => [TeamObject], { description: "The teams that they belong to, those that they lead first." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], UserResolver.prototype, "teams", null);
__decorate([
	FieldResolver(() => [TeamObject], { description: "The teams that they lead, by name." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], UserResolver.prototype, "ledTeams", null);
UserResolver = __decorate([Resolver(() => UserObject)], UserResolver);
// src/modules/viewer/update-viewer.ts
/** Changes somebody's own settings; a new name reaches the boards that show it. */
async function updateViewer(writes, caller, request) {
	const { userId } = caller.actor;
	let isRenamed = false;
	const written = await change(writes, caller, ["updateViewer", "viewer:write"], request, async (tx) => {
		isRenamed = false;
		const faults = faultsOf(request);
		if (faults.length > 0) return { refuse: faults };
		const before = await lockSettings(tx.sql, userId);
		const after = {
			name: request.name ?? before.name,
			locale: request.locale ?? before.locale,
			timeZone: request.timeZone === void 0 ? before.timeZone : request.timeZone
		};
		await tx.sql.count("update app_user set name = $2, locale = $3, time_zone = $4, updated_at = now() where id = $1", [
			userId,
			after.name,
			after.locale,
			after.timeZone
		]);
		tx.audit({
			action: "UPDATE_VIEWER",
			subjectId: userId,
			before,
			after
		});
		isRenamed = after.name !== before.name;
		return { commit: after };
	});
	if (isRenamed && written.kind === "written") await tellRename(writes, caller, "owner_id", userId);
	return written;
}
var faultsOf = ({ name, timeZone }) => [...name === void 0 ? [] : requiredText(name, limits.name, ["name"]), ...typeof timeZone === "string" && !isTimeZone(timeZone) ? [invalid("unknownTimeZone", ["timeZone"])] : []];
async function lockSettings(sql, userId) {
	const [row] = await sql.rows("select name, locale, time_zone as \"timeZone\" from app_user where id = $1 for no key update", [userId]);
	if (!row) throw new Error(`User ${userId} writes and has no row.`);
	return row;
}
// src/modules/viewer/viewer.resolver.ts
var ViewerResolver = class ViewerResolver {
	viewer({ caller }) {
		return caller;
	}
	async user({ actor }, { loaders }) {
		return loaders.users.load(actor.userId);
	}
	role({ actor }) {
		return actor.role;
	}
	visibility({ actor }) {
		return actor.visibility;
	}
	seesAmounts({ actor }) {
		return actor.seesAmounts;
	}
	permissions({ actor }) {
		return permissionsOf(actor);
	}
	async timeZone({ timeZone }, { services }) {
		return timeZone ?? (await readOrganization(services.sql)).timeZone;
	}
	async teams({ actor }, { loaders }) {
		return (await Promise.all(actor.teamIds.map((id) => loaders.teams.load(id)))).filter((team) => team !== null);
	}
	organization({ services }) {
		return readOrganization(services.sql);
	}
	async updateViewer(ctx, input) {
		const request = {
			name: input.name ?? void 0,
			locale: input.locale ?? void 0,
			timeZone: input.timeZone,
			clientMutationId: input.clientMutationId ?? null
		};
		const { services, caller } = ctx;
		const { userId } = caller.actor;
		const written = await updateViewer(services.writes, caller, request);
		services.callers.told({ userId });
		services.wake.publish(`rights:${userId}`);
		return payload(ctx, input, written, ({ locale, timeZone }) => ({ viewer: {
			actor: caller.actor,
			locale,
			timeZone
		} }));
	}
};
__decorate([
	Query(() => ViewerObject, { description: "You: whose session or key this request came with." }),
	__decorateParam(0, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Object)
], ViewerResolver.prototype, "viewer", null);
__decorate([
	FieldResolver(() => UserObject, { description: "You as everybody may know you." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], ViewerResolver.prototype, "user", null);
__decorate([
	FieldResolver(() => RoleEnum, { description: "What you may do." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", String)
], ViewerResolver.prototype, "role", null);
__decorate([
	FieldResolver(() => VisibilityEnum, { description: "How much of the pipeline you see." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", String)
], ViewerResolver.prototype, "visibility", null);
__decorate([
	FieldResolver(() => Boolean, { description: "Whether you see amounts. Without it every amount and every sum reads null, and none can be searched by or written." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Boolean)
], ViewerResolver.prototype, "seesAmounts", null);
__decorate([
	FieldResolver(() => [String], { description: "What you may do at all, by name, so that a client offers nothing else; with a key, within the key's scopes." }),
	__decorateParam(0, Root()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", Array)
], ViewerResolver.prototype, "permissions", null);
__decorate([
	FieldResolver(() => String, { description: "Your time zone, or the organisation's when you have not chosen one." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], ViewerResolver.prototype, "timeZone", null);
__decorate([
	FieldResolver(() => [TeamObject], { description: "The teams that you are a member or the leader of." }),
	__decorateParam(0, Root()),
	__decorateParam(1, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, Object]),
	__decorateMetadata("design:returntype", Promise)
], ViewerResolver.prototype, "teams", null);
__decorate([
	FieldResolver(() => OrganizationObject, { description: "The organisation that you belong to." }),
	__decorateParam(0, Ctx()),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object]),
	__decorateMetadata("design:returntype", typeof Promise === "undefined" ? Object : Promise)
], ViewerResolver.prototype, "organization", null);
__decorate([
	Mutation(() => UpdateViewerPayload, { description: "Changes your own name, language or time zone." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Arg("input", () => UpdateViewerInput, { description: "What to change." })),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [Object, typeof UpdateViewerInput === "undefined" ? Object : UpdateViewerInput]),
	__decorateMetadata("design:returntype", Promise)
], ViewerResolver.prototype, "updateViewer", null);
ViewerResolver = __decorate([Resolver(() => ViewerObject)], ViewerResolver);
// src/modules/vocabulary/word.object.ts
var SourceObject = class SourceObject extends NodeObject {};
__decorate([Field(() => String, { description: "The word." }), __decorateMetadata("design:type", String)], SourceObject.prototype, "name", void 0);
SourceObject = __decorate([ObjectType("Source", {
	implements: NodeObject,
	description: "Where opportunities come from, as people once wrote it.",
	simpleResolvers: true
})], SourceObject);
var TagObject = class TagObject extends NodeObject {};
__decorate([Field(() => String, { description: "The word." }), __decorateMetadata("design:type", String)], TagObject.prototype, "name", void 0);
TagObject = __decorate([ObjectType("Tag", {
	implements: NodeObject,
	description: "A word that marks opportunities, as people once wrote it.",
	simpleResolvers: true
})], TagObject);
var SourceConnection = connectionOf("Source", () => SourceObject, "sources");
var TagConnection = connectionOf("Tag", () => TagObject, "tags");
// src/modules/vocabulary/vocabulary.resolver.ts
var searchArg = {
	nullable: true,
	description: "Words in it; case and accents do not count. One or two letters are the beginning of a word."
};
var VocabularyResolver = class VocabularyResolver {
	sources(ctx, page, search) {
		return list(ctx, wordList("source", search, scopeOf(ctx.caller.actor)), page);
	}
	tags(ctx, page, search) {
		return list(ctx, wordList("tag", search, scopeOf(ctx.caller.actor)), page);
	}
};
__decorate([
	Query(() => SourceConnection, { description: "Sources of the opportunities that you may see, to offer while typing." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("search", () => String, searchArg)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], VocabularyResolver.prototype, "sources", null);
__decorate([
	Query(() => TagConnection, { description: "Tags of the opportunities that you may see, to offer while typing." }),
	__decorateParam(0, Ctx()),
	__decorateParam(1, Args(() => ConnectionArgs)),
	__decorateParam(2, Arg("search", () => String, searchArg)),
	__decorateMetadata("design:type", Function),
	__decorateMetadata("design:paramtypes", [
		Object,
		typeof ConnectionArgs === "undefined" ? Object : ConnectionArgs,
		Object
	]),
	__decorateMetadata("design:returntype", Object)
], VocabularyResolver.prototype, "tags", null);
VocabularyResolver = __decorate([Resolver()], VocabularyResolver);
// src/http/schema.ts
var resolvers = [
	ApiKeyResolver,
	AuditResolver,
	BoardColumnResolver,
	BoardColumnTotalsResolver,
	BoardEventResolver,
	BoardEventsResolver,
	BoardResolver,
	BoardSnapshotResolver,
	ChangesResolver,
	ColumnTotalsResolver,
	CompanyResolver,
	ContactResolver,
	CurrencyTotalResolver,
	FieldChangeResolver,
	HistoryEntryResolver,
	InvitationResolver,
	LostReasonResolver,
	NodeResolver,
	OpportunityChangesResolver,
	OpportunityListResolver,
	OpportunityResolver,
	OrganizationResolver,
	PipelineResolver,
	PresenceResolver,
	SessionResolver,
	StageResolver,
	StageStayResolver,
	TeamChangesResolver,
	TeamResolver,
	UserAccountResolver,
	UserChangesResolver,
	UserResolver,
	UserSessionsResolver,
	ViewerResolver,
	ViewerSessionsResolver,
	VocabularyResolver
];
/** Every subscription brings its own source; TypeGraphQL insists on a bus all the same. */
var noBus = {
	publish: () => {
		throw new Error("Events go by the feed, not by topics.");
	},
	subscribe: () => {
		throw new Error("Events go by the feed, not by topics.");
	}
};
/** The graph. Inputs are checked by the domain's rules, so TypeGraphQL's own validation is off. */
function makeSchema() {
	const schema = buildSchemaSync({
		resolvers,
		validate: false,
		pubSub: noBus
	});
	describe(schema.getQueryType(), "What can be read, cut to what you may see. Unknown and hidden are one answer.");
	describe(schema.getMutationType(), "What can be changed. Each takes one `input`; either all of it is written, or `userErrors` says why nothing was.");
	describe(schema.getSubscriptionType(), "What can be followed, over WebSocket or server-sent events.");
	for (const type of Object.values(schema.getTypeMap())) if (isObjectType(type)) callParts(type);
	return schema;
}
/**
* A page reads each of its parts when a field asks for it: they are functions. What executes a compiled document takes
* properties as they are, so these fields say that they are called.
*/
function callParts(type) {
	if (!/(Connection|PageInfo)$/.test(type.name)) return;
	for (const field of Object.values(type.getFields())) field.resolve ??= defaultFieldResolver;
}
/** TypeGraphQL makes the roots itself and leaves them without a word. */
function describe(root, description) {
	if (root) root.description = description;
}
/** The contract as text, in an order in which a diff shows what changed. */
var sdlOf = (schema) => `${printSchema(lexicographicSortSchema(schema))}\n`;
export { visibleTo as _, agentOf as a, spoken as b, InvitationStore as c, CompanyStore as d, Cursors as f, totalsOf as g, keptCells as h, isSessionOpen as i, LostReasonStore as l, TeamStore as m, sdlOf as n, queueMail as o, readerOf as p, handOver as r, tellRights as s, makeSchema as t, ContactStore as u, ApiKeyStore as v, badInput as y };

//# sourceMappingURL=schema-p_xMN2RL.js.map