import "reflect-metadata";
import { setTimeout } from "node:timers/promises";
import Big from "big.js";
import { typeidUnboxed } from "typeid-js";
import { createHash } from "node:crypto";
import { Check, Column, DataSource, DefaultNamingStrategy, Entity, ForeignKey, Index, PrimaryColumn, Unique } from "typeorm";
import { Socket } from "node:net";
import { Client, types } from "pg";
// ../../packages/domain/src/kernel/fault.ts
var fault = (code, rule, field = [], params) => ({
	code,
	rule,
	field,
	...params ? { params } : {}
});
var invalid = (rule, field, params) => fault("INVALID", rule, field, params);
// ../../packages/domain/src/access/amounts.ts
/** A sum as this reader gets it. Whether there was one at all is told by the same null. */
var amountSeenBy = (reader, sum) => reader.seesAmounts ? sum : null;
/** Whether a field of an opportunity, by its name in history and conflicts, holds a sum. */
var isAmount = (field) => field === "amount";
/** A step of a history as this reader gets it: that somebody changed the amount, and not from what to what. */
var stepSeenBy = (reader, step) => reader.seesAmounts || !isAmount(step.field) ? step : {
	...step,
	before: null,
	after: null
};
/** A conflict as this reader gets it. */
var conflictSeenBy = (reader, conflict) => reader.seesAmounts || !isAmount(conflict.field) ? conflict : {
	...conflict,
	mine: null,
	theirs: null,
	before: null
};
/**
* What forbids a writer to write this money. Of something new, no amount is none written. Of what is there, null would
* erase an amount, and another currency would make another sum of it, or by a refusal tell how many digits it has.
*/
function faultsOfAmounts(writer, { amount, currency }, present) {
	if (writer.seesAmounts) return [];
	const writesAmount = present === null ? amount !== void 0 && amount !== null : amount !== void 0;
	const writesCurrency = present !== null && currency !== void 0 && currency !== present.currency;
	return [...writesAmount ? [fault("FORBIDDEN", "amountsHidden", ["amount"])] : [], ...writesCurrency ? [fault("FORBIDDEN", "amountsHidden", ["currency"])] : []];
}
// ../../packages/domain/src/team/actor.ts
var roles = [
	"REP",
	"TEAM_LEADER",
	"MANAGER",
	"ADMINISTRATOR",
	"READ_ONLY"
];
// ../../packages/domain/src/access/scope.ts
function scopeOf({ userId, visibility, seesAmounts, teamIds }) {
	if (visibility === "ALL") return {
		kind: "ALL",
		seesAmounts
	};
	if (visibility === "OWN") return {
		kind: "OWN",
		userId,
		seesAmounts
	};
	return {
		kind: "TEAM",
		userId,
		teamIds: teamIds.toSorted(),
		seesAmounts
	};
}
function isVisible(scope, acl) {
	if (scope.kind === "ALL") return true;
	if (acl.ownerId === scope.userId) return true;
	return scope.kind === "TEAM" && acl.teamId !== null && scope.teamIds.includes(acl.teamId);
}
/** Readers with one key see exactly the same: what is made for one serves them all. */
function scopeKey(scope) {
	return scope.seesAmounts ? partKey(scope) : `${partKey(scope)}:no-amounts`;
}
function partKey(scope) {
	if (scope.kind === "ALL") return "ALL";
	return scope.kind === "OWN" ? `OWN:${scope.userId}` : `TEAM:${scope.teamIds.join(",")}:${scope.userId}`;
}
function sightOf(scope, before, after) {
	const was = before !== null && isVisible(scope, before);
	if (after !== null && isVisible(scope, after)) return was ? "UPDATE" : "ENTER";
	return was ? "LEAVE" : "NOTHING";
}
// ../../packages/domain/src/access/may.ts
var everyone = roles;
var writers = [
	"REP",
	"TEAM_LEADER",
	"MANAGER",
	"ADMINISTRATOR"
];
var heads = ["MANAGER", "ADMINISTRATOR"];
/** The policy: which roles may act at all, and which scope a key needs for it. One row an action. */
var policy = {
	"opportunity:read": {
		roles: everyone,
		scope: "READ_OPPORTUNITIES"
	},
	"opportunity:create": {
		roles: writers,
		scope: "WRITE_OPPORTUNITIES"
	},
	"opportunity:edit": {
		roles: writers,
		scope: "WRITE_OPPORTUNITIES"
	},
	"opportunity:delete": {
		roles: writers,
		scope: "WRITE_OPPORTUNITIES"
	},
	"opportunity:restore": {
		roles: writers,
		scope: "WRITE_OPPORTUNITIES"
	},
	"company:write": {
		roles: writers,
		scope: "WRITE_OPPORTUNITIES"
	},
	"company:delete": {
		roles: heads,
		scope: "WRITE_OPPORTUNITIES"
	},
	"setup:write": {
		roles: ["ADMINISTRATOR"],
		scope: "ADMIN"
	},
	"organization:write": {
		roles: ["ADMINISTRATOR"],
		scope: "ADMIN"
	},
	"viewer:write": {
		roles: everyone,
		scope: "ADMIN"
	},
	"key:own": {
		roles: everyone,
		scope: "ADMIN"
	},
	"key:others": {
		roles: ["ADMINISTRATOR"],
		scope: "ADMIN"
	},
	"session:own": {
		roles: everyone,
		scope: "ADMIN"
	},
	"session:others": {
		roles: ["ADMINISTRATOR"],
		scope: "ADMIN"
	},
	"audit:read": {
		roles: ["ADMINISTRATOR"],
		scope: "ADMIN"
	}
};
/** What administrators alone may do: who tries it and may not is told to the audit. */
var isAdministrative = (action) => policy[action].roles.every((role) => role === "ADMINISTRATOR");
/** A wider scope holds the narrower ones: who may write may read what they wrote. */
var heldBy = {
	READ_OPPORTUNITIES: [
		"READ_OPPORTUNITIES",
		"WRITE_OPPORTUNITIES",
		"ADMIN"
	],
	WRITE_OPPORTUNITIES: ["WRITE_OPPORTUNITIES", "ADMIN"],
	ADMIN: ["ADMIN"]
};
var withinScopes = (actor, scope) => actor.scopes === null || heldBy[scope].some((wide) => actor.scopes?.includes(wide));
/**
* May this person do that, here? Without a subject: may they do it to anything at all (their role and key decide).
* An opportunity that they do not see is not theirs to act on, whatever the action.
*/
function may(actor, action, subject) {
	const row = policy[action];
	if (!row.roles.includes(actor.role) || !withinScopes(actor, row.scope)) return false;
	if (subject === void 0) return true;
	if (!isVisible(scopeOf(actor), subject)) return false;
	if (action === "opportunity:delete" || action === "opportunity:restore") return mayDelete(actor, subject);
	return true;
}
/** Its owner, its team's leader, a manager or an administrator. */
var mayDelete = (actor, subject) => heads.includes(actor.role) || subject.ownerId === actor.userId || subject.teamId !== null && actor.ledTeamIds.includes(subject.teamId);
var givers = [
	"TEAM_LEADER",
	"MANAGER",
	"ADMINISTRATOR"
];
/** Reps hand work only to people of their own teams; leaders and up to anybody. */
var mayGiveToPerson = (actor, person) => givers.includes(actor.role) || person.id === actor.userId || person.teamIds.some((team) => actor.teamIds.includes(team));
var mayGiveToTeam = (actor, teamId) => givers.includes(actor.role) || actor.teamIds.includes(teamId);
/** Who won it keeps it: the owner of something closed is changed by a manager or an administrator only. */
var mayChangeClosedOwner = (actor) => heads.includes(actor.role);
/** What a client may offer this person, by name, as `viewer.permissions` tells it. */
function permissionsOf(actor) {
	const granted = Object.keys(policy).filter((action) => may(actor, action));
	const writes = may(actor, "opportunity:edit");
	return [
		...granted,
		...actor.seesAmounts && may(actor, "opportunity:read") ? ["opportunity:amount"] : [],
		...writes && givers.includes(actor.role) ? ["opportunity:give-to-anyone"] : [],
		...writes && mayChangeClosedOwner(actor) ? ["opportunity:change-closed-owner"] : []
	].toSorted();
}
// ../../packages/domain/src/audit/audit-action.ts
/**
* Everything that the audit log knows to have been done or tried. A mutation's name in capitals where there is one; the
* rest happens outside the graph. Names are stored: one that was released is never renamed.
*/
var auditActions = [
	"CREATE_OPPORTUNITY",
	"UPDATE_OPPORTUNITY",
	"MOVE_OPPORTUNITY",
	"REOPEN_OPPORTUNITY",
	"DELETE_OPPORTUNITY",
	"RESTORE_OPPORTUNITY",
	"IMPORT_OPPORTUNITIES",
	"CREATE_COMPANY",
	"UPDATE_COMPANY",
	"DELETE_COMPANY",
	"CREATE_CONTACT",
	"UPDATE_CONTACT",
	"DELETE_CONTACT",
	"CREATE_PIPELINE",
	"UPDATE_PIPELINE",
	"CREATE_STAGE",
	"UPDATE_STAGE",
	"MOVE_STAGE",
	"DELETE_STAGE",
	"CREATE_LOST_REASON",
	"UPDATE_LOST_REASON",
	"UPDATE_ORGANIZATION",
	"UPDATE_VIEWER",
	"CREATE_API_KEY",
	"ROTATE_API_KEY",
	"REVOKE_API_KEY",
	"ADD_USER",
	"INVITE_USER",
	"RESEND_INVITATION",
	"REVOKE_INVITATION",
	"ACCEPT_INVITATION",
	"UPDATE_USER",
	"DEACTIVATE_USER",
	"REACTIVATE_USER",
	"CREATE_TEAM",
	"UPDATE_TEAM",
	"DELETE_TEAM",
	"SET_UP",
	"SIGN_IN",
	"SIGN_OUT",
	"REVOKE_SESSION",
	"REVOKE_SESSIONS",
	"CHANGE_PASSWORD",
	"REQUEST_PASSWORD_RESET",
	"RESET_PASSWORD",
	"ENABLE_TWO_FACTOR",
	"DISABLE_TWO_FACTOR",
	"CLEAR_TWO_FACTOR",
	"ADD_PASSKEY",
	"DELETE_PASSKEY",
	"LINK_ACCOUNT",
	"UNLINK_ACCOUNT",
	"RESTORE_BACKUP"
];
/** The action of a mutation by its name; undefined for one that is not audited. */
function auditActionOf(mutation) {
	const name = mutation.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
	return auditActions.find((action) => action === name);
}
// ../../packages/domain/src/audit/audit-step.ts
/** What every record has and nobody edits. */
var unedited = /* @__PURE__ */ new Set([
	"id",
	"version",
	"createdAt",
	"updatedAt"
]);
/** No log may hold what opens something. Who passes such a field has a defect, which tests must see. */
var secret = /secret|password|token|hash|otp|backupcode/i;
/** Which fields differ. Of something new (nothing before) or gone (nothing after) those that have a value. */
function auditSteps(before, after) {
	const [was, is] = [new Map(Object.entries(before ?? {})), new Map(Object.entries(after ?? {}))];
	return [.../* @__PURE__ */ new Set([...was.keys(), ...is.keys()])].filter((field) => !unedited.has(field)).map((field) => {
		if (secret.test(field)) throw new Error(`The audit takes no secrets: ${field}`);
		return {
			field,
			before: textOf(was.get(field)),
			after: textOf(is.get(field))
		};
	}).filter((step) => step.before !== step.after);
}
function textOf(value) {
	if (value === null || value === void 0) return null;
	if (typeof value === "string") return value;
	if (Array.isArray(value)) return value.length === 0 ? null : JSON.stringify(value);
	return value instanceof Date ? value.toISOString() : JSON.stringify(value);
}
// ../../packages/domain/src/kernel/money.ts
var Exact = Big();
Exact.strict = true;
var decimalShape = /^-?(?:0|[1-9]\d{0,39})(?:\.\d{1,40})?$/;
/** Reads a decimal as the API takes it: digits, one dot, no grouping, no exponent. Undefined when it is none. */
function parseDecimal(text) {
	return decimalShape.test(text) ? canonical$1(new Exact(text)) : void 0;
}
/** Without an exponent, without trailing zeros, and without the sign of a zero: that is how Big prints it. */
var canonical$1 = (value) => value.toFixed();
/** Exact sums and products of decimals. They throw on what is no decimal, and on a number. */
var add = (a, b) => canonical$1(new Exact(a).plus(b));
var subtract = (a, b) => canonical$1(new Exact(a).minus(b));
var multiply = (a, b) => canonical$1(new Exact(a).times(b));
var compare = (a, b) => new Exact(a).cmp(b);
/** Digits after the point of a canonical decimal. */
var fractionDigits = (a) => a.split(".")[1]?.length ?? 0;
/** ISO 4217's minor digits where they are not two. VND has none: its smallest note is a thousand times more. */
var minorDigits = {
	...Object.fromEntries("BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF".split(" ").map((c) => [c, 0])),
	...Object.fromEntries("BHD IQD JOD KWD LYD OMR TND".split(" ").map((c) => [c, 3])),
	CLF: 4,
	UYW: 4
};
var currencies = new Set(`AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY
  COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS
  INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP
  MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR
  SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYI UYU UYW UZS VED
  VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG`.split(/\s+/));
var isCurrency = (code) => currencies.has(code);
var minorDigitsOf = (currency) => minorDigits[currency] ?? 2;
// ../../packages/domain/src/opportunity/opportunity.ts
/** Fields whose changes a history keeps and a version counts. */
var trackedFields = [
	"title",
	"description",
	"pipelineId",
	"stageId",
	"status",
	"amount",
	"currency",
	"probability",
	"probabilitySource",
	"ownerId",
	"teamId",
	"companyId",
	"contactId",
	"source",
	"medium",
	"campaign",
	"tags",
	"expectedCloseDate",
	"externalId",
	"lostReasonId",
	"lostNote",
	"closedAt",
	"deletedAt"
];
var weighted = (of) => of.amount === null ? null : multiply(of.amount, of.probability);
var statusOf = (kind) => kind;
// ../../packages/domain/src/board/totals.ts
var noTotals = {
	count: 0,
	byCurrency: []
};
function cellOf(card, sign) {
	const amount = card.amount ?? "0";
	const weight = weighted(card) ?? "0";
	const signed = (value) => sign === 1 ? value : subtract("0", value);
	return {
		stageId: card.stageId,
		teamId: card.teamId,
		ownerId: card.ownerId,
		currency: card.currency,
		n: sign,
		amount: signed(amount),
		weighted: signed(weight)
	};
}
/** How one opportunity's change moves the cells. Nothing before: it came; nothing after, or deleted: it went. */
function deltasOf(before, after) {
	return mergeDeltas([...before && before.deletedAt === null ? [cellOf(before, -1)] : [], ...after && after.deletedAt === null ? [cellOf(after, 1)] : []]);
}
/** Adds up changes of the same cell and drops those that cancel out. */
function mergeDeltas(deltas) {
	const merged = /* @__PURE__ */ new Map();
	for (const delta of deltas) {
		const key = JSON.stringify([
			delta.stageId,
			delta.teamId,
			delta.ownerId,
			delta.currency
		]);
		const present = merged.get(key);
		merged.set(key, present ? {
			...delta,
			n: present.n + delta.n,
			amount: add(present.amount, delta.amount),
			weighted: add(present.weighted, delta.weighted)
		} : delta);
	}
	return [...merged.values()].filter((delta) => delta.n !== 0 || delta.amount !== "0" || delta.weighted !== "0");
}
/**
* Totals after changes, as one reader sees them. `sign` -1 goes back in time. A currency of which nothing is left goes
* at the end only: on the way a count may pass through zero.
*/
function withDeltas(totals, deltas, scope, sign = 1) {
	const visible = deltas.filter((delta) => isVisible(scope, delta));
	const next = new Map(totals);
	for (const delta of visible) next.set(delta.stageId, withDelta(next.get(delta.stageId) ?? noTotals, delta, sign));
	for (const { stageId } of visible) next.set(stageId, withoutEmpty(next.get(stageId) ?? noTotals));
	return next;
}
function withDelta(totals, delta, sign) {
	const { currency } = delta;
	const present = totals.byCurrency.find((entry) => entry.currency === currency);
	const step = sign === 1 ? add : subtract;
	const entry = {
		currency,
		count: (present?.count ?? 0) + sign * delta.n,
		amount: step(present?.amount ?? "0", delta.amount),
		weightedAmount: step(present?.weightedAmount ?? "0", delta.weighted)
	};
	const byCurrency = [...totals.byCurrency.filter((other) => other.currency !== currency), entry];
	return {
		count: totals.count + sign * delta.n,
		byCurrency: byCurrency.toSorted((a, b) => a.currency < b.currency ? -1 : 1)
	};
}
/** An entry that counts nothing and yet holds money would be a fault of the kept totals: it stays to be seen. */
var withoutEmpty = (totals) => ({
	...totals,
	byCurrency: totals.byCurrency.filter((e) => e.count !== 0 || e.amount !== "0" || e.weightedAmount !== "0")
});
/** The totals in one currency, as a column's `amount` and `weightedAmount` give them; zero where it holds none. */
function inCurrency(totals, currency) {
	const entry = totals.byCurrency.find((total) => total.currency === currency);
	return {
		amount: entry?.amount ?? "0",
		weightedAmount: entry?.weightedAmount ?? "0"
	};
}
// ../../packages/domain/src/board/cut.ts
/**
* Cuts a change to what a reader sees. `totals` are the reader's before it: changes are cut in order of seq, so that each
* event says the sums as of itself. What is out of sight is not named: neither the card nor the stage it went to.
*/
function cutTo(scope, change, totals) {
	const next = withDeltas(totals, change.deltas, scope);
	const seen = change.opportunityId === null ? seenWhole(scope, change) : seenCard(scope, change, change.opportunityId);
	if (seen === null) return {
		event: null,
		totals: next
	};
	const columns = [.../* @__PURE__ */ new Set([...change.opportunityId === null ? change.touchedStageIds : [], ...change.deltas.filter((delta) => isFelt(scope, delta)).map((delta) => delta.stageId)])].map((stageId) => ({
		stageId,
		totals: next.get(stageId) ?? noTotals
	}));
	return {
		event: {
			seq: change.seq,
			columns,
			...seen
		},
		totals: next
	};
}
/** Whether a reader's totals say something else after it: who sees no amounts sees cards come and go, and no more. */
var isFelt = (scope, delta) => isVisible(scope, delta) && (scope.seesAmounts || delta.n !== 0);
var nothing = {
	opportunityId: null,
	card: null,
	ranks: [],
	opportunityIds: [],
	fromStageId: null,
	toStageId: null
};
/** What concerns no single card. */
function seenWhole(scope, change) {
	const ranks = visibleRanks(scope, change);
	if (change.type === "COLUMN_RERANKED") return ranks.length > 0 ? {
		...nothing,
		type: change.type,
		ranks
	} : null;
	if (change.type !== "BULK_CHANGED") return {
		...nothing,
		type: change.type,
		ranks
	};
	const opportunityIds = change.opportunityIds.filter((entry) => sightOf(scope, entry.before, entry.after) !== "NOTHING").map((entry) => entry.id);
	return opportunityIds.length > 0 ? {
		...nothing,
		type: change.type,
		ranks,
		opportunityIds
	} : null;
}
function seenCard(scope, change, id) {
	const { type, fromStageId, toStageId } = change;
	const ranks = visibleRanks(scope, change);
	const seen = {
		...nothing,
		opportunityId: id,
		ranks
	};
	switch (sightOf(scope, change.before, change.after)) {
		case "UPDATE": return {
			...seen,
			type,
			card: change.opportunity,
			fromStageId,
			toStageId
		};
		case "ENTER": return change.before === null ? {
			...seen,
			type,
			card: change.opportunity,
			toStageId
		} : {
			...seen,
			type: "OPPORTUNITY_ENTERED",
			card: change.opportunity
		};
		case "LEAVE": return change.after === null ? {
			...seen,
			type,
			fromStageId: change.fromStageId
		} : {
			...seen,
			type: "OPPORTUNITY_LEFT"
		};
		case "NOTHING": return ranks.length > 0 ? {
			...nothing,
			type: "COLUMN_RERANKED",
			ranks
		} : null;
	}
}
var visibleRanks = (scope, change) => change.ranks.filter((entry) => isVisible(scope, entry)).map(({ id, rank }) => ({
	id,
	rank
}));
// ../../packages/domain/src/kernel/clock.ts
var instant = (date) => date.toISOString();
var dayShape = /^(\d{4})-(\d{2})-(\d{2})$/;
/** True for a day that the calendar has: 2026-02-30 is none. Years 1000 to 9999. */
function isDay(text) {
	const [, year, month, day] = dayShape.exec(text) ?? [];
	if (year === void 0 || Number(year) < 1e3) return false;
	return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).toISOString().startsWith(text);
}
// ../../packages/domain/src/kernel/text.ts
/** Latin letters that do not come apart into a letter and a mark. Vietnamese needs đ; the others are foreign names'. */
var letters = {
	đ: "d",
	ð: "d",
	ø: "o",
	ł: "l",
	ħ: "h",
	ŧ: "t",
	ı: "i",
	æ: "ae",
	œ: "oe",
	ß: "ss",
	þ: "th"
};
/**
* Folds case, accents, the Vietnamese đ and runs of spaces, so that "thi cong" finds "Thi  công", composed or not.
* The database folds stored text alike for Vietnamese and the languages of Europe (`mekong_fold`, by `unaccent`); signs
* like ½ and rarer letters it folds further.
*/
var fold$1 = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[đðøłħŧıæœßþ]/g, (letter) => letters[letter] ?? letter).normalize("NFC").replace(/\s+/gu, " ").trim();
/** Text that PostgreSQL and JSON can hold: no NUL, no half of a surrogate pair. */
var isStorable = (text) => !text.includes("\0") && text.isWellFormed();
/** Length as a person counts it: code points, not UTF-16 units. */
var lengthOf = (text) => [...text].length;
// ../../packages/domain/src/kernel/validate.ts
/** The longest texts, in characters. Titles fit a heading, descriptions a long letter. */
var limits = {
	title: 500,
	name: 200,
	description: 5e4,
	note: 5e3,
	word: 100,
	externalId: 200,
	tags: 50,
	address: 1e3,
	email: 254
};
/** A text that must say something. */
function requiredText(text, max, field) {
	if (text === null) return [invalid("required", field)];
	if (text.trim() === "") return [invalid("blank", field)];
	return optionalText(text, max, field);
}
function optionalText(text, max, field) {
	if (text === null || text === void 0) return [];
	if (!isStorable(text)) return [invalid("notStorable", field)];
	if (lengthOf(text) > max) return [invalid("tooLong", field, { max })];
	return [];
}
var emailShape = /^[^\s@<>()",;:\\]{1,64}@[^\s@.<>()",;:\\]+(?:\.[^\s@.<>()",;:\\]+)+$/;
/** An address as people write it: one @, a dotted domain, no spaces. Whether mail gets there only mail can tell. */
function emailFaults(text, field) {
	const storable = requiredText(text, limits.email, field);
	if (storable.length > 0) return storable;
	return emailShape.test(text) ? [] : [invalid("notEmail", field)];
}
var currencyOf = (code, field) => isCurrency(code) ? [] : [invalid("unknownCurrency", field, { currency: code.slice(0, 20) })];
/** An amount of money in a currency: 0 to 10^15 exclusive, at most the currency's minor digits. `field` is the money's. */
function amountOf(amount, currency, field) {
	const unknown = currencyOf(currency, [...field, "currency"]);
	if (unknown.length > 0) return unknown;
	const path = [...field, "amount"];
	const value = parseDecimal(amount);
	if (value === void 0) return [invalid("notDecimal", path)];
	if (compare(value, "0") < 0 || compare(value, "1000000000000000") >= 0) return [invalid("moneyRange", path)];
	const digits = minorDigitsOf(currency);
	if (fractionDigits(value) > digits) return [invalid("moneyDigits", path, {
		digits,
		currency
	})];
	return [];
}
var dayOf = (day, field) => isDay(day) ? [] : [invalid("notDay", field)];
/** A probability is 0 to 1, exact to four digits. */
function probabilityOf(value, field) {
	const parsed = parseDecimal(value);
	return parsed !== void 0 && compare(parsed, "0") >= 0 && compare(parsed, "1") <= 0 && fractionDigits(parsed) <= 4 ? [] : [invalid("probabilityRange", field)];
}
// ../../packages/domain/src/customer/customer-edit.ts
/**
* An edit of a company or contact, whose fields are all text. `since` are the steps that others made after the version
* that the writer saw, oldest first: edits of other fields merge, an edit of the same field to another value conflicts.
*/
function decideCustomerEdit(fields, before, after, since) {
	const changes = fields.map((field) => ({
		field,
		before: before[field],
		after: after[field]
	})).filter((change) => change.before !== change.after);
	const conflicts = changes.flatMap(({ field, after: mine, before: theirs }) => {
		const first = since.find((step) => step.field === field);
		return first ? [{
			field,
			mine,
			theirs,
			before: first.before
		}] : [];
	});
	if (conflicts.length > 0) return {
		kind: "conflict",
		conflicts
	};
	if (changes.length === 0) return { kind: "unchanged" };
	return {
		kind: "edited",
		after: {
			...after,
			version: before.version + 1
		},
		changes
	};
}
/** Blank text is empty; what is not written stays. */
var blankToNull$1 = (written, present) => written === void 0 ? present : written?.trim() ? written : null;
// ../../packages/domain/src/customer/company.ts
var companyFields = [
	"name",
	"domain",
	"phone",
	"address"
];
var faultsOfCompany = (fields) => [
	...fields.name === void 0 ? [] : requiredText(fields.name, limits.name, ["name"]),
	...optionalText(fields.domain, limits.name, ["domain"]),
	...optionalText(fields.phone, limits.word, ["phone"]),
	...optionalText(fields.address, limits.address, ["address"])
];
/** Lays fields without faults over a company. */
var withCompanyFields = (company, fields) => ({
	...company,
	name: fields.name ?? company.name,
	domain: blankToNull$1(fields.domain, company.domain),
	phone: blankToNull$1(fields.phone, company.phone),
	address: blankToNull$1(fields.address, company.address)
});
// ../../packages/domain/src/customer/contact.ts
var contactFields = [
	"name",
	"email",
	"phone",
	"jobTitle",
	"companyId"
];
/** `company` is what `companyId` names, as found: null where nothing has that id, absent where none is named. */
var faultsOfContact = (fields, company) => [
	...fields.name === void 0 ? [] : requiredText(fields.name, limits.name, ["name"]),
	...fields.email?.trim() ? emailFaults(fields.email, ["email"]) : [],
	...optionalText(fields.phone, limits.word, ["phone"]),
	...optionalText(fields.jobTitle, limits.name, ["jobTitle"]),
	...company === null ? [fault("NOT_FOUND", "notFound", ["companyId"])] : []
];
/** Lays fields without faults over a contact. */
var withContactFields = (contact, fields) => ({
	...contact,
	name: fields.name ?? contact.name,
	email: blankToNull$1(fields.email, contact.email),
	phone: blankToNull$1(fields.phone, contact.phone),
	jobTitle: blankToNull$1(fields.jobTitle, contact.jobTitle),
	companyId: fields.companyId === void 0 ? contact.companyId : fields.companyId
});
// ../../packages/domain/src/kernel/id.ts
/** What an id names, by its prefix: ids are TypeIDs (`opp_01h2xcejqtf2nbrexx3vqjhp41`), a UUIDv7 underneath. */
var idPrefixes = {
	opportunity: "opp",
	pipeline: "pip",
	stage: "stg",
	user: "usr",
	team: "tea",
	company: "com",
	contact: "con",
	lostReason: "lrs",
	source: "src",
	tag: "tag",
	apiKey: "key",
	historyEntry: "his",
	stageStay: "sty",
	auditEntry: "aud",
	invitation: "inv"
};
var suffix = /^[0-7][0-9a-hjkmnp-tv-z]{25}$/;
/** Which kind of thing a text could name; undefined when it is no id of ours. */
function kindOfId(text) {
	const at = text.lastIndexOf("_");
	if (at < 0 || !suffix.test(text.slice(at + 1))) return void 0;
	const prefix = text.slice(0, at);
	return Object.keys(idPrefixes).find((kind) => idPrefixes[kind] === prefix);
}
var isId = (kind, text) => kindOfId(text) === kind;
// ../../packages/domain/src/kernel/time-zone.ts
var dayLength = 864e5;
var formatters = /* @__PURE__ */ new Map();
function formatterOf(timeZone) {
	const known = formatters.get(timeZone);
	if (known) return known;
	const made = new Intl.DateTimeFormat("en-US", {
		timeZone,
		hourCycle: "h23",
		year: "numeric",
		month: "numeric",
		day: "numeric",
		hour: "numeric",
		minute: "numeric",
		second: "numeric"
	});
	formatters.set(timeZone, made);
	return made;
}
/** What the clocks of a zone show at a moment, as the milliseconds at which UTC's clocks show it. Whole seconds. */
function wallAt(timeZone, at) {
	const parts = formatterOf(timeZone).formatToParts(at);
	const part = (type) => Number(parts.find((p) => p.type === type)?.value);
	return Date.UTC(part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}
/** The day that an instant falls on in a time zone. Throws a RangeError where the instant or the zone is none. */
var dayIn = (timeZone, at) => instant(new Date(wallAt(timeZone, Date.parse(at)))).slice(0, 10);
/**
* The first instant of a day in a time zone. Where clocks skip midnight, the first one after the gap (which begins at
* midnight, as all have since 1920); where they show it twice, the first of the two. Throws a RangeError where the day or
* the zone is none.
*/
function startOfDay(timeZone, day) {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	const readings = [midnight - dayLength, midnight + dayLength].map((at) => midnight - (wallAt(timeZone, at) - at));
	const real = readings.filter((at) => wallAt(timeZone, at) === midnight);
	return instant(new Date(real.length > 0 ? Math.min(...real) : Math.max(...readings)));
}
/** True for a zone by name (`Asia/Ho_Chi_Minh`, `UTC`). A bare offset is none: PostgreSQL reads its sign the other way. */
function isTimeZone(name) {
	if (/^[+-]/.test(name)) return false;
	try {
		return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
	} catch {
		return false;
	}
}
// ../../packages/domain/src/opportunity/assignment.ts
var notFound = (field) => fault("NOT_FOUND", "notFound", [field]);
/** Everything that a write names exists, is usable, and is the actor's to give to. */
function faultsOfNames(actor, named) {
	const faults = [];
	if (named.owner === null) faults.push(notFound("ownerId"));
	else if (named.owner && !named.owner.isActive) faults.push(fault("INVALID", "inactivePerson", ["ownerId"]));
	else if (named.owner && !mayGiveToPerson(actor, named.owner)) faults.push(fault("FORBIDDEN", "notYourPerson", ["ownerId"]));
	if (named.team === null) faults.push(notFound("teamId"));
	else if (named.team && !mayGiveToTeam(actor, named.team.id)) faults.push(fault("FORBIDDEN", "notYourTeam", ["teamId"]));
	if (named.company === null) faults.push(notFound("companyId"));
	if (named.contact === null) faults.push(notFound("contactId"));
	if (named.lostReason === null) faults.push(notFound("lostReasonId"));
	return faults;
}
/**
* Who gets a new opportunity when the writer does not say: the writer, in the owner's main team. Where that team is not
* the writer's to give to, the first one that the two share.
*/
function defaultAssignment(actor, asked, owner) {
	const ownerId = asked.ownerId === void 0 ? actor.userId : asked.ownerId;
	if (asked.teamId !== void 0) return {
		ownerId,
		teamId: asked.teamId
	};
	if (!owner || ownerId === actor.userId) return {
		ownerId,
		teamId: actor.mainTeamId
	};
	return {
		ownerId,
		teamId: (owner.mainTeamId === null ? owner.teamIds : [owner.mainTeamId, ...owner.teamIds]).find((team) => mayGiveToTeam(actor, team)) ?? actor.mainTeamId
	};
}
// ../../packages/domain/src/opportunity/change.ts
/** How the API writes a field's value as text. A list of tags is JSON, since a tag may hold a comma. */
function fieldText(opportunity, field) {
	const value = opportunity[field];
	if (value === null || typeof value === "string") return value;
	return value.length === 0 ? null : JSON.stringify(value);
}
/**
* What differs between two states of one opportunity, in the order of `trackedFields`. Empty: nothing did. Of a new one
* (nothing before) it is every field that has a value, so that a history alone can tell any past state.
*/
function changesBetween(before, after) {
	return trackedFields.map((field) => ({
		field,
		before: before && fieldText(before, field),
		after: fieldText(after, field)
	})).filter((change) => change.before !== change.after);
}
// ../../packages/domain/src/pipeline/preset.ts
/** Names that a preset's stages carry until somebody renames them. */
var presetStageNames = {
	prospect: {
		vi: "Triển vọng",
		en: "Prospect"
	},
	opportunity: {
		vi: "Cơ hội",
		en: "Opportunity"
	},
	qualified: {
		vi: "Đã thẩm định",
		en: "Qualified"
	},
	proposal: {
		vi: "Đề xuất",
		en: "Proposal"
	},
	new: {
		vi: "Mới",
		en: "New"
	},
	negotiation: {
		vi: "Đàm phán hợp đồng",
		en: "Contract negotiation"
	},
	review: {
		vi: "Kiểm tra lại",
		en: "Review"
	},
	won: {
		vi: "Thành công",
		en: "Won"
	},
	lost: {
		vi: "Thất bại",
		en: "Lost"
	}
};
var stage = (key, kind, color, probability, rottenAfterDays, isFolded = false) => ({
	key,
	kind,
	color,
	probability,
	rottenAfterDays,
	isFolded
});
var presets = {
	CLASSIC: [
		stage("prospect", "OPEN", "BLUE", "0.1", 30),
		stage("opportunity", "OPEN", "CYAN", "0.25", 21),
		stage("qualified", "OPEN", "VIOLET", "0.5", 21),
		stage("proposal", "OPEN", "AMBER", "0.7", 14),
		stage("won", "WON", "GREEN", "1", null),
		stage("lost", "LOST", "GREY", "0", null, true)
	],
	CONTRACT: [
		stage("new", "OPEN", "BLUE", "0.1", 14),
		stage("qualified", "OPEN", "CYAN", "0.3", 21),
		stage("proposal", "OPEN", "VIOLET", "0.5", 21),
		stage("negotiation", "OPEN", "AMBER", "0.8", 21),
		stage("won", "WON", "GREEN", "1", null),
		stage("review", "OPEN", "PINK", "0.1", 60),
		stage("lost", "LOST", "GREY", "0", null, true)
	],
	EMPTY: []
};
/** Reasons that a new organisation starts with; like stages, they follow the reader's language until renamed. */
var presetLostReasons = {
	price: {
		vi: "Giá cao",
		en: "Price too high"
	},
	competitor: {
		vi: "Chọn đối thủ",
		en: "Chose a competitor"
	},
	budget: {
		vi: "Không có ngân sách",
		en: "No budget"
	},
	timing: {
		vi: "Chưa đúng lúc",
		en: "Bad timing"
	},
	fit: {
		vi: "Không hợp nhu cầu",
		en: "Not what they need"
	},
	silence: {
		vi: "Không phản hồi",
		en: "No response"
	}
};
// ../../packages/domain/src/pipeline/stage.ts
function stageName(stage, locale) {
	if (stage.name !== null) return stage.name;
	return stage.presetKey === null ? "" : presetStageNames[stage.presetKey][locale];
}
/** Every name by which an import may call a stage. */
function namesOfStage(stage) {
	if (stage.name !== null) return [stage.name];
	return stage.presetKey === null ? [] : Object.values(presetStageNames[stage.presetKey]);
}
var firstOpenStage = (stages) => stages.toSorted((a, b) => a.position - b.position).find((stage) => stage.kind === "OPEN");
function lostReasonName(reason, locale) {
	if (reason.name !== null) return reason.name;
	return reason.presetKey === null ? "" : presetLostReasons[reason.presetKey][locale];
}
/** Every name by which an import may call a reason. */
function namesOfLostReason(reason) {
	if (reason.name !== null) return [reason.name];
	return reason.presetKey === null ? [] : Object.values(presetLostReasons[reason.presetKey]);
}
// ../../packages/domain/src/opportunity/fields.ts
/** Each value by itself: form, length, range. What depends on the record or on others is the decision's matter. */
function faultsOfFields(fields) {
	return [
		...fields.title === void 0 ? [] : requiredText(fields.title, limits.title, ["title"]),
		...optionalText(fields.description, limits.description, ["description"]),
		...faultsOfMoney(fields),
		...isGiven(fields.probability) ? probabilityOf(fields.probability, ["probability"]) : [],
		...optionalText(fields.source, limits.word, ["source"]),
		...optionalText(fields.medium, limits.word, ["medium"]),
		...optionalText(fields.campaign, limits.word, ["campaign"]),
		...faultsOfTags(fields.tags),
		...isGiven(fields.expectedCloseDate) ? dayOf(fields.expectedCloseDate, ["expectedCloseDate"]) : [],
		...optionalText(fields.externalId, limits.externalId, ["externalId"])
	];
}
/** Null empties and absent leaves alone: neither gives a value to judge. */
var isGiven = (value) => value !== null && value !== void 0;
function faultsOfMoney({ amount, currency }) {
	const faults = amount ? amountOf(amount.amount, amount.currency, ["amount"]) : [];
	if (currency === void 0) return faults;
	if (currency === null) return [...faults, invalid("required", ["currency"])];
	const mismatch = amount && amount.currency !== currency ? [invalid("currencyMismatch", ["currency"])] : [];
	return [
		...faults,
		...currencyOf(currency, ["currency"]),
		...mismatch
	];
}
function faultsOfTags(tags) {
	if (!tags) return [];
	if (tags.length > limits.tags) return [invalid("tooMany", ["tags"], { max: limits.tags })];
	return tags.flatMap((tag, at) => requiredText(tag, limits.word, ["tags", String(at)]));
}
var blankToNull = (text) => text === null || text.trim() === "" ? null : text;
/** Lays fields without faults over a record. Blank optional text is empty; tags are trimmed and unique. */
function withFields(record, fields) {
	const keep = (written, present) => written === void 0 ? present : written;
	const text = (written, present) => written === void 0 ? present : blankToNull(written);
	return {
		title: fields.title ?? record.title,
		description: text(fields.description, record.description),
		amount: keep(fields.amount && (parseDecimal(fields.amount.amount) ?? null), record.amount),
		currency: fields.amount?.currency ?? fields.currency ?? record.currency,
		ownerId: keep(fields.ownerId, record.ownerId),
		teamId: keep(fields.teamId, record.teamId),
		companyId: keep(fields.companyId, record.companyId),
		contactId: keep(fields.contactId, record.contactId),
		source: text(fields.source, record.source),
		medium: text(fields.medium, record.medium),
		campaign: text(fields.campaign, record.campaign),
		tags: fields.tags === void 0 ? record.tags : [...new Set((fields.tags ?? []).map((tag) => tag.trim()))],
		expectedCloseDate: keep(fields.expectedCloseDate, record.expectedCloseDate),
		externalId: fields.externalId === void 0 ? record.externalId : blankToNull(fields.externalId?.trim() ?? null),
		lostReasonId: keep(fields.lostReasonId, record.lostReasonId),
		lostNote: text(fields.lostNote, record.lostNote)
	};
}
// ../../packages/domain/src/opportunity/place.ts
/** A loss needs a reason, a new one or the one that stands; what is not lost has neither reason nor note. */
function faultsOfLoss(kind, loss, standing = null) {
	if (kind !== "LOST") return [...loss.lostReasonId ? [invalid("lostReasonOnlyWhenLost", ["lostReasonId"])] : [], ...loss.lostNote?.trim() ? [invalid("lostReasonOnlyWhenLost", ["lostNote"])] : []];
	return [...loss.lostReasonId ?? standing ? [] : [fault("LOST_REASON_REQUIRED", "lostReasonRequired", ["lostReasonId"])], ...optionalText(loss.lostNote, limits.note, ["lostNote"])];
}
/** What follows from standing in `to` from `now` on. `loss` is without faults. */
function placedIn(record, to, loss, now) {
	const status = statusOf(to.kind);
	const staysClosedAlike = record.status === status;
	const note = loss.lostNote?.trim() ? loss.lostNote : null;
	return {
		pipelineId: to.pipelineId,
		stageId: to.id,
		status,
		probability: chanceIn(to),
		probabilitySource: "STAGE",
		closedAt: status === "OPEN" ? null : staysClosedAlike ? record.closedAt : now,
		reopenStageId: status === "OPEN" ? null : record.status === "OPEN" ? record.stageId : record.reopenStageId,
		lostReasonId: status === "LOST" ? loss.lostReasonId ?? record.lostReasonId : null,
		lostNote: status === "LOST" ? note ?? record.lostNote : null,
		stageEnteredAt: now
	};
}
/** What enters a stage gets its default chance; won is certain and lost is none. */
var chanceIn = (stage) => stage.kind === "WON" ? "1" : stage.kind === "LOST" ? "0" : stage.probability;
// ../../packages/domain/src/opportunity/decide-create.ts
/**
* A new opportunity; `rank` is the caller's, who knows the column. The actor's right to create is checked before. With
* no stage named and no open one in the pipeline, a stage is required.
*/
function decideCreate(actor, pipeline, request, named, made) {
	const fields = {
		...request,
		currency: request.currency ?? void 0
	};
	const faults = [
		...faultsOfAmounts(actor, fields, null),
		...faultsOfFields(fields),
		...faultsOfNames(actor, named)
	];
	const stage = isGiven(request.stageId) ? pipeline.stages.find((s) => s.id === request.stageId) : firstOpenStage(pipeline.stages);
	if (!stage) {
		const rule = isGiven(request.stageId) ? "stageOfOtherPipeline" : "required";
		return {
			kind: "refused",
			faults: [...faults, invalid(rule, ["stageId"])]
		};
	}
	faults.push(...faultsOfLoss(stage.kind, request));
	if (stage.kind !== "OPEN" && isGiven(request.probability)) faults.push(invalid("probabilityClosed", ["probability"]));
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	const { ownerId, teamId } = defaultAssignment(actor, request, named.owner);
	const placed = placedIn({
		stageId: stage.id,
		status: "OPEN",
		closedAt: null,
		reopenStageId: null,
		lostReasonId: null,
		lostNote: null
	}, stage, request, made.now);
	const probability = isGiven(request.probability) ? parseDecimal(request.probability) : void 0;
	const after = {
		...withFields({
			...blank,
			currency: pipeline.currency
		}, {
			...fields,
			ownerId,
			teamId
		}),
		...placed,
		reopenStageId: null,
		...probability === void 0 ? {} : {
			probability,
			probabilitySource: "MANUAL"
		},
		id: made.id,
		rank: made.rank,
		version: 1,
		createdAt: made.now,
		deletedAt: null
	};
	const money = after.amount === null ? [] : amountOf(after.amount, after.currency, ["amount"]);
	return money.length > 0 ? {
		kind: "refused",
		faults: money
	} : {
		kind: "created",
		after
	};
}
var blank = {
	title: "",
	description: null,
	amount: null,
	currency: "",
	ownerId: null,
	teamId: null,
	companyId: null,
	contactId: null,
	source: null,
	medium: null,
	campaign: null,
	tags: [],
	expectedCloseDate: null,
	externalId: null,
	lostReasonId: null,
	lostNote: null
};
var refused = (fault) => ({
	kind: "refused",
	faults: [fault]
});
var gone = fault("NOT_FOUND", "notFound", ["opportunityId"]);
var forbidden = fault("FORBIDDEN", "notAllowed", ["opportunityId"]);
/** Deleting is soft: the record stays where it is and can come back. What is hidden or gone already is not found. */
function decideDelete(actor, before, now) {
	if (before.deletedAt !== null || !may(actor, "opportunity:read", before)) return refused(gone);
	if (!may(actor, "opportunity:delete", before)) return refused(forbidden);
	return {
		kind: "deleted",
		after: {
			...before,
			deletedAt: now,
			version: before.version + 1
		}
	};
}
function decideRestore(actor, before, now) {
	if (!may(actor, "opportunity:read", before)) return refused(gone);
	if (!may(actor, "opportunity:restore", before)) return refused(forbidden);
	if (before.deletedAt === null) return refused(fault("INVALID", "notDeleted", ["opportunityId"]));
	if (Date.parse(now) - Date.parse(before.deletedAt) > 2592e6) return refused(gone);
	return {
		kind: "restored",
		after: {
			...before,
			deletedAt: null,
			version: before.version + 1
		}
	};
}
// ../../packages/domain/src/opportunity/decide-edit.ts
/**
* An edit of an opportunity's own fields. `since` are the steps that others made after the version that the writer saw
* (oldest first): edits of other fields merge, an edit of the same field to another value is a conflict.
*/
function decideEdit(actor, before, stage, fields, named, since = []) {
	const faults = [
		...faultsOfAmounts(actor, fields, before),
		...faultsOfFields(fields),
		...faultsOfNames(actor, newNames(before, named)),
		...faultsOfState(actor, before, fields)
	];
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	const after = {
		...before,
		...withFields(before, fields),
		...chance(before, stage, fields)
	};
	const money = after.amount === null ? [] : amountOf(after.amount, after.currency, ["amount"]);
	if (money.length > 0) return {
		kind: "refused",
		faults: money
	};
	const changes = changesBetween(before, after);
	const conflicts = toldOnce(changes.flatMap((change) => conflictOf(before, change, since)));
	if (conflicts.length > 0) return {
		kind: "conflict",
		conflicts
	};
	if (changes.length === 0) return { kind: "unchanged" };
	return {
		kind: "edited",
		after: {
			...after,
			version: before.version + 1
		},
		changes
	};
}
/** A form that sends the present owner and team along gives nothing away: only new ones are the actor's to name. */
var newNames = (before, named) => ({
	...named,
	owner: named.owner?.id === before.ownerId ? void 0 : named.owner,
	team: named.team?.id === before.teamId ? void 0 : named.team
});
/** What the state of the record forbids. */
function faultsOfState(actor, before, fields) {
	const faults = faultsOfLoss(before.status, fields, fields.lostReasonId === null ? null : before.lostReasonId);
	if (isGiven(fields.probability) && before.status !== "OPEN") faults.push(invalid("probabilityClosed", ["probability"]));
	if (fields.ownerId !== void 0 && fields.ownerId !== before.ownerId && before.status !== "OPEN" && !mayChangeClosedOwner(actor)) faults.push(fault("FORBIDDEN", "closedOwner", ["ownerId"]));
	return faults;
}
function chance({ probability, probabilitySource }, stage, fields) {
	if (fields.probability === void 0) return {
		probability,
		probabilitySource
	};
	if (fields.probability === null) return {
		probability: chanceIn(stage),
		probabilitySource: "STAGE"
	};
	return {
		probability: parseDecimal(fields.probability) ?? probability,
		probabilitySource: "MANUAL"
	};
}
/** An amount means nothing without its currency: who writes one has read the other. */
var readWith = {
	amount: "currency",
	currency: "amount"
};
function conflictOf(before, change, since) {
	const { field, after: mine, before: theirs } = change;
	const first = since.find((step) => step.field === field);
	if (first) return [{
		field,
		mine,
		theirs,
		before: first.before
	}];
	return since.some((step) => step.field === readWith[field]) ? [{
		field,
		mine,
		theirs,
		before: theirs
	}] : [];
}
/** Where a probability comes from follows from how it was written: nobody has to settle both. */
var toldOnce = (conflicts) => conflicts.some(({ field }) => field === "probability") ? conflicts.filter(({ field }) => field !== "probabilitySource") : conflicts;
// ../../packages/domain/src/opportunity/decide-move.ts
/** A move is stale when one of these changed since the version that the mover saw; within a column, only the first two. */
var placeFields = [
	"stageId",
	"pipelineId",
	"status",
	"ownerId",
	"deletedAt"
];
var columnFields = placeFields.slice(0, 2);
/**
* A move to a stage, of the same pipeline or another (a transfer). The same rule runs in the browser before the round
* trip and on the server with authority. `since` are the steps made after `expectedVersion`. Within a column the last
* writer wins, unless the mover saw the card elsewhere.
*/
function decideMove(record, to, request, now, since = []) {
	const isInColumn = to.id === record.stageId;
	const decisive = isInColumn ? columnFields : placeFields;
	if (request.expectedStageId && request.expectedStageId !== record.stageId) return { kind: "stale" };
	if (typeof request.expectedVersion === "number" && request.expectedVersion < record.version && since.some((step) => decisive.includes(step.field))) return { kind: "stale" };
	if (isInColumn) return { kind: "reordered" };
	const faults = faultsOfLoss(to.kind, request, record.lostReasonId);
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	return {
		kind: "moved",
		after: {
			...record,
			...placedIn(record, to, request, now),
			version: record.version + 1
		},
		history: historyOf(record, to)
	};
}
function historyOf(record, to) {
	if (to.kind === "OPEN") return record.status === "OPEN" ? "MOVED" : "REOPENED";
	if (record.status === to.kind) return "MOVED";
	return to.kind;
}
/** Back to the stage that it left when it was closed; if that is gone, to the first open one. */
function decideReopen(record, stages, now) {
	if (record.status === "OPEN") return {
		kind: "refused",
		faults: [fault("INVALID", "notClosed", ["opportunityId"])]
	};
	const open = stages.filter((stage) => stage.kind === "OPEN").toSorted((a, b) => a.position - b.position);
	const to = open.find((stage) => stage.id === record.reopenStageId) ?? open[0];
	return to ? decideMove(record, to, {}, now) : { kind: "no-open-stage" };
}
// ../../packages/domain/src/opportunity/decide-import.ts
/** One row of a file: the same rules as by hand, and the dates of the past on top. */
function decideImport(actor, pipeline, before, request, named, made) {
	return before === null ? importNew(actor, pipeline, request, named, made) : importKnown(actor, pipeline, before, request, named, made.now);
}
function importNew(actor, pipeline, request, named, made) {
	const { lostReasonId, lostNote, ...fields } = request.fields;
	const loss = request.stage?.kind === "LOST" ? {
		lostReasonId,
		lostNote
	} : {};
	const decided = decideCreate(actor, pipeline, {
		...fields,
		...loss,
		title: fields.title ?? "",
		stageId: request.stage?.id
	}, named, made);
	if (decided.kind === "refused") return decided;
	return dated("created", decided.after, request.dates, {
		...decided.after,
		stageEnteredAt: made.now,
		closedAt: null
	});
}
function importKnown(actor, pipeline, before, { fields, stage, dates }, named, now) {
	if (!may(actor, "opportunity:edit", before)) return {
		kind: "refused",
		faults: [fault("INVALID", "taken", ["externalId"])]
	};
	if (before.deletedAt !== null || before.pipelineId !== pipeline.id) return {
		kind: "refused",
		faults: [invalid("taken", ["externalId"])]
	};
	const present = pipeline.stages.find((s) => s.id === before.stageId);
	const target = stage ?? present;
	if (!target || !present) return {
		kind: "refused",
		faults: [invalid("stageGone", ["stage"])]
	};
	const { lostReasonId, lostNote, ...others } = fields;
	const moved = decideMove(before, target, target.kind === "LOST" ? {
		lostReasonId,
		lostNote
	} : {}, now);
	if (moved.kind === "refused") return moved;
	const placed = moved.kind === "moved" ? {
		...moved.after,
		version: before.version
	} : before;
	const loss = target.kind === "LOST" && lostReasonId ? {
		lostReasonId,
		lostNote
	} : {};
	const edited = decideEdit(actor, placed, target, {
		...others,
		...loss
	}, named);
	if (edited.kind === "refused") return edited;
	return dated("updated", edited.kind === "edited" ? {
		...edited.after,
		version: before.version
	} : placed, dates, before);
}
/** Lays the told dates over a record. What is not told stays as it was for a known one, and is the run's for a new one. */
function dated(kind, record, dates, known) {
	if (dates.closedAt && record.status === "OPEN") return {
		kind: "refused",
		faults: [invalid("notClosed", ["closedAt"])]
	};
	const stageEnteredAt = dates.stageEnteredAt ?? record.stageEnteredAt;
	const closedNow = record.closedAt !== known.closedAt;
	const closedAt = record.status === "OPEN" ? null : dates.closedAt ?? (closedNow ? stageEnteredAt : record.closedAt);
	const after = {
		...record,
		createdAt: dates.createdAt ?? record.createdAt,
		stageEnteredAt,
		closedAt
	};
	if (kind === "created") return {
		kind,
		after
	};
	return changesBetween(known, after).length === 0 && known.createdAt === after.createdAt && known.stageEnteredAt === after.stageEnteredAt ? { kind: "unchanged" } : {
		kind,
		after: {
			...after,
			version: known.version + 1
		}
	};
}
// ../../packages/domain/src/pipeline/decide-stage.ts
function faultsOfStage(fields) {
	const days = fields.rottenAfterDays;
	return [
		...fields.name === void 0 ? [] : requiredText(fields.name, limits.name, ["name"]),
		...fields.probability === void 0 ? [] : probabilityOf(fields.probability, ["probability"]),
		...typeof days === "number" && !(Number.isInteger(days) && days >= 1 && days <= 3650) ? [invalid("outOfRange", ["rottenAfterDays"], {
			min: 1,
			max: 3650
		})] : []
	];
}
/** The kind of a stage that holds or held opportunities stays: their status and history rest on it. */
var faultsOfKind = (stage, kind, wasUsed) => kind !== void 0 && kind !== stage.kind && wasUsed ? [invalid("kindInUse", ["kind"])] : [];
/**
* Removing a stage: what is in it goes to another of the same kind and pipeline; the last open stage stays, since new
* opportunities need a place to begin. `others` are the stages of its pipeline; `isUsed`: something is in it.
*/
function faultsOfDeletion(stage, others, isUsed, moveTo) {
	if (stage.kind === "OPEN" && !others.some((other) => other.kind === "OPEN" && other.id !== stage.id)) return [invalid("lastOpenStage", ["id"])];
	if (moveTo && (moveTo.kind !== stage.kind || moveTo.pipelineId !== stage.pipelineId || moveTo.id === stage.id)) return [invalid("moveToSameKind", ["moveToStageId"])];
	return isUsed && !moveTo ? [invalid("stageInUse", ["moveToStageId"])] : [];
}
/** A stage's default chance by its kind: won is certain, lost is none, an open one half way unless said. Canonical. */
var defaultChance = (kind, asked) => kind === "WON" ? "1" : kind === "LOST" ? "0" : parseDecimal(asked ?? "0.5") ?? "0.5";
function faultsOfPipeline(fields, stages = []) {
	return [
		...fields.name === void 0 ? [] : requiredText(fields.name, limits.name, ["name"]),
		...fields.currency === void 0 ? [] : currencyOf(fields.currency, ["currency"]),
		...stages.length > 50 ? [invalid("tooMany", ["stages"], { max: 50 })] : [],
		...stages.flatMap(({ name, probability }, at) => [...requiredText(name, limits.name, [
			"stages",
			String(at),
			"name"
		]), ...probability === void 0 ? [] : probabilityOf(probability, [
			"stages",
			String(at),
			"probability"
		])])
	];
}
/** The stages that a new pipeline begins with: its preset's, then its own. */
var stagesOfNew = (preset, own) => [...presets[preset].map(({ key, ...stage }) => ({
	...stage,
	name: null,
	presetKey: key
})), ...own.map(({ name, kind, probability }, at) => ({
	name,
	presetKey: null,
	kind,
	color: colorOf(kind, at),
	probability: defaultChance(kind, probability),
	isFolded: false,
	rottenAfterDays: null
}))];
var openColors = [
	"BLUE",
	"CYAN",
	"VIOLET",
	"AMBER",
	"PINK"
];
/** The colour of a stage when nobody chose one; neighbours differ. */
var colorOf = (kind, at) => kind === "WON" ? "GREEN" : kind === "LOST" ? "GREY" : openColors[at % openColors.length] ?? "BLUE";
// ../../packages/domain/src/team/account.ts
/** How much somebody sees when nobody says otherwise: who sells sees their teams' work, who looks after all sees all. */
var visibilityOf = (role) => role === "REP" || role === "TEAM_LEADER" ? "TEAM" : "ALL";
/** Whoever could let others in again. The organisation always keeps one. */
var isKeyholder = ({ role, isActive, hasSignIn }) => role === "ADMINISTRATOR" && isActive && hasSignIn;
/** `known` are those of the named teams that exist. */
var faultsOfTeams = (teamIds, known) => teamIds.flatMap((id, at) => known.has(id) ? [] : [{
	code: "NOT_FOUND",
	rule: "notFound",
	field: ["teamIds", String(at)]
}]);
function faultsOfAccount(fields) {
	const { name, email, timeZone } = fields;
	return [
		...email === void 0 ? [] : emailFaults(email, ["email"]),
		...name === void 0 ? [] : requiredText(name, limits.name, ["name"]),
		...typeof timeZone === "string" && !isTimeZone(timeZone) ? [invalid("unknownTimeZone", ["timeZone"])] : []
	];
}
/** The main team after a change of teams: the one that it was while that is still theirs, else the first. */
var mainTeamIn = (teamIds, before) => before !== null && teamIds.includes(before) ? before : teamIds[0] ?? null;
var sortedIds = (ids) => [...new Set(ids)].toSorted();
// ../../packages/domain/src/team/decide-update-user.ts
/**
* A change of a person by an administrator. Who leaves a team leads it no longer; the main team is always one of theirs;
* the last administrator stays one.
*/
function decideUpdateUser(before, fields, known) {
	const teamIds = fields.teamIds === void 0 ? before.teamIds : sortedIds(fields.teamIds);
	const after = {
		...before,
		name: (fields.name ?? before.name).trim(),
		role: fields.role ?? before.role,
		visibility: fields.visibility ?? before.visibility,
		seesAmounts: fields.seesAmounts ?? before.seesAmounts,
		teamIds,
		ledTeamIds: before.ledTeamIds.filter((id) => teamIds.includes(id)),
		mainTeamId: fields.mainTeamId ?? mainTeamIn(fields.teamIds ?? before.teamIds, before.mainTeamId),
		locale: fields.locale ?? before.locale,
		timeZone: fields.timeZone === void 0 ? before.timeZone : fields.timeZone
	};
	const faults = [
		...faultsOfAccount(fields),
		...faultsOfTeams(fields.teamIds ?? [], known.teams),
		...faultsOfMainTeam(fields.mainTeamId, teamIds),
		...faultsOfLastAdministrator(before, after, known, ["role"])
	];
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	return isSame(before, after) ? { kind: "unchanged" } : {
		kind: "changed",
		after
	};
}
var faultsOfMainTeam = (asked, teamIds) => asked === void 0 || teamIds.includes(asked) ? [] : [invalid("notTheirTeam", ["mainTeamId"])];
/** Without an administrator who can sign in nobody could ever be let in again. */
var faultsOfLastAdministrator = (before, after, { otherAdministrators }, field) => isKeyholder(before) && !isKeyholder(after) && otherAdministrators === 0 ? [invalid("lastAdministrator", field)] : [];
var isSame = (before, after) => Object.keys(before).every((key) => String(before[key]) === String(after[key]));
// ../../packages/domain/src/team/decide-deactivate.ts
/**
* Somebody leaves. Their open work has an owner at every moment: it goes to who is named, else to a leader of theirs;
* with work and neither, they stay. To name another successor of somebody who has left is allowed. Nobody shuts the door
* behind themself: by a slip they would be out at once, and only somebody else could let them in again.
*/
function decideDeactivate(before, leaving, known) {
	if (leaving.byId === before.id) return {
		kind: "refused",
		faults: [invalid("deactivateSelf", ["id"])]
	};
	if (leaving.isInvited && !before.isActive) return {
		kind: "refused",
		faults: [invalid("stillInvited", ["id"])]
	};
	const after = {
		...before,
		isActive: false,
		ledTeamIds: []
	};
	const successor = leaving.handOverTo === void 0 ? leaving.leaders.find((leader) => faultsOfSuccessor(before, leader).length === 0) : leaving.handOverTo;
	const faults = [
		...faultsOfLastAdministrator(before, after, known, ["id"]),
		...leaving.handOverTo === void 0 ? [] : faultsOfSuccessor(before, leaving.handOverTo),
		...!successor && leaving.handOverTo === void 0 && leaving.openOpportunities > 0 ? [invalid("handOverWanted", ["handOverToId"])] : []
	];
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	const isAsBefore = leaving.handOverTo === void 0 || leaving.handOverTo?.id === leaving.successorId;
	if (!before.isActive && isAsBefore) return { kind: "unchanged" };
	return {
		kind: "deactivated",
		after,
		successorId: successor?.id ?? null
	};
}
/** Whoever takes over works here and may change what they own. */
function faultsOfSuccessor(leaver, successor) {
	const field = ["handOverToId"];
	if (successor === null) return [fault("NOT_FOUND", "notFound", field)];
	if (successor.id === leaver.id) return [invalid("handOverToSelf", field)];
	if (!successor.isActive) return [invalid("inactivePerson", field)];
	return successor.role === "READ_ONLY" ? [invalid("readOnlyPerson", field)] : [];
}
// ../../packages/domain/src/team/decide-invite.ts
/** How an address is stored and compared: people write it in capitals or not. */
var addressOf = (email) => email.trim().toLowerCase();
/** Asking somebody to come. Until they accept they are nobody who acts, or whom work is given to. */
function decideInvite(request, known) {
	const email = addressOf(request.email);
	const { role = "REP", visibility = visibilityOf(role), seesAmounts = true, teamIds = [] } = request;
	const name = (request.name ?? email.split("@", 1)[0] ?? "").trim();
	const faults = [
		...faultsOfAccount({
			email,
			name
		}),
		...known.isTaken ? [invalid("taken", ["email"])] : [],
		...faultsOfTeams(teamIds, known.teams)
	];
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	return {
		kind: "invited",
		email,
		account: {
			id: known.id,
			name,
			role,
			visibility,
			seesAmounts,
			mainTeamId: teamIds[0] ?? null,
			teamIds: sortedIds(teamIds),
			ledTeamIds: [],
			locale: known.locale,
			timeZone: null,
			isActive: false,
			hasSignIn: true
		}
	};
}
// ../../packages/domain/src/team/decide-team.ts
var decideCreateTeam = (id, fields, known) => decideUpdateTeam({
	id,
	name: "",
	memberIds: [],
	leaderIds: []
}, fields, known);
/** Who leads a team belongs to it; who leaves it leads it no longer; nobody who has left comes in. */
function decideUpdateTeam(before, fields, known) {
	const named = fields.memberIds ?? before.memberIds;
	const leaderIds = sorted(fields.leaderIds ?? before.leaderIds.filter((id) => named.includes(id)));
	const after = {
		id: before.id,
		name: (fields.name ?? before.name).trim(),
		memberIds: sorted([...named, ...leaderIds]),
		leaderIds
	};
	const faults = [
		...fields.name === void 0 ? [] : requiredText(fields.name, limits.name, ["name"]),
		...known.isTaken ? [invalid("taken", ["name"])] : [],
		...faultsOfPeople(fields.memberIds, before.memberIds, known, "memberIds"),
		...faultsOfPeople(fields.leaderIds, before.leaderIds, known, "leaderIds")
	];
	if (faults.length > 0) return {
		kind: "refused",
		faults
	};
	return after.name === before.name && String(ids(after)) === String(ids(before)) ? { kind: "unchanged" } : {
		kind: "changed",
		after
	};
}
var faultsOfPeople = (named = [], before, { people }, field) => named.flatMap((id, at) => {
	const state = people.get(id);
	if (state === void 0) return [fault("NOT_FOUND", "notFound", [field, String(at)])];
	return state === "DEACTIVATED" && !before.includes(id) ? [invalid("inactivePerson", [field, String(at)])] : [];
});
/** What a team has goes to another team; without any it may simply go. `moveTo`: null when no team has the named id. */
function faultsOfTeamDeletion(team, moveTo, opportunities) {
	const field = ["moveToTeamId"];
	if (moveTo === null) return [fault("NOT_FOUND", "notFound", field)];
	if (moveTo?.id === team.id) return [invalid("moveToItself", field)];
	return moveTo === void 0 && opportunities > 0 ? [invalid("teamInUse", field)] : [];
}
var ids = ({ memberIds, leaderIds }) => [
	...memberIds,
	"/",
	...leaderIds
];
var sorted = (of) => [...new Set(of)].toSorted();
// src/modules/organization/organization.store.ts
var select = `select name, currency, time_zone as "timeZone", locale from organization`;
/** Undefined before the first set-up. */
async function findOrganization(sql) {
	const [row] = await sql.rows(select);
	return row;
}
async function readOrganization(sql) {
	const organization = await findOrganization(sql);
	if (!organization) throw new Error("The organisation is not set up.");
	return organization;
}
/** Kept from other changes until the write ends. */
async function lockOrganization(sql) {
	await sql.rows("select 1 from organization for update");
	return readOrganization(sql);
}
async function updateOrganizationRow(sql, { name, currency, timeZone, locale }) {
	await sql.count("update organization set name = $1, currency = $2, time_zone = $3, locale = $4", [
		name,
		currency,
		timeZone,
		locale
	]);
}
// src/modules/organization/create-organization.ts
/** What an organisation begins with: its own facts, and the reasons for losing that most have. */
async function createOrganization(sql, { name, currency, timeZone, locale }) {
	await sql.count("insert into organization (name, currency, time_zone, locale) values ($1, $2, $3, $4)", [
		name.trim(),
		currency,
		timeZone,
		locale
	]);
	await sql.count(`insert into lost_reason (id, preset_key, position)
     select id, preset_key, at - 1 from unnest($1::text[], $2::text[]) with ordinality as preset (id, preset_key, at)`, [Object.keys(presetLostReasons).map(() => typeidUnboxed("lrs")), Object.keys(presetLostReasons)]);
}
/** The organisation as it is, or as it is to be where there is none. */
async function ensureOrganization(sql, wanted) {
	const existing = await findOrganization(sql);
	if (existing) return existing;
	await createOrganization(sql, wanted);
	return wanted;
}
/** `field` names are those of the organisation. */
var faultsOfOrganization = ({ name, currency, timeZone }) => [
	...requiredText(name, limits.name, ["name"]),
	...isCurrency(currency) ? [] : [invalid("unknownCurrency", ["currency"], { currency: currency.slice(0, 20) })],
	...isTimeZone(timeZone) ? [] : [invalid("unknownTimeZone", ["timeZone"])]
];
// src/modules/pipeline/stage.row.ts
var stageColumns = (alias) => `${alias}.id, ${alias}.pipeline_id, ${alias}.name, ${alias}.preset_key, ${alias}.kind, ${alias}.color,
   trim_scale(${alias}.probability)::text as probability, ${alias}.position, ${alias}.is_folded, ${alias}.rotten_after_days`;
var stageOf = (row) => ({
	id: row.id,
	pipelineId: row.pipeline_id,
	name: row.name,
	presetKey: row.preset_key,
	kind: row.kind,
	color: row.color,
	probability: row.probability,
	position: row.position,
	isFolded: row.is_folded,
	rottenAfterDays: row.rotten_after_days
});
// src/modules/pipeline/pipeline.store.ts
var storedStageColumns = `${stageColumns("s")}, s.archived_at is not null as is_archived`;
var storedStageOf = (row) => ({
	...stageOf(row),
	isArchived: row.is_archived
});
/** A pipeline and its living stages from the left, in one row. */
var pipelineColumns = (alias) => `${alias}.id, ${alias}.name, ${alias}.currency, ${alias}.created_at, coalesce((
     select json_agg(to_json(living) order by living.position) from (
       select ${stageColumns("s")} from stage s where s.pipeline_id = ${alias}.id and s.archived_at is null
     ) living), '[]') as stages`;
var pipelineOf = (row) => ({
	id: row.id,
	name: row.name,
	currency: row.currency,
	createdAt: instant(row.created_at),
	stages: row.stages.map(stageOf)
});
var PipelineStore = class {
	constructor(sql) {
		this.sql = sql;
	}
	async pipelines(ids) {
		return (await this.sql.rows(`select ${pipelineColumns("p")} from pipeline p where p.id = any($1)`, [ids.filter((id) => isId("pipeline", id))])).map(pipelineOf);
	}
	async pipeline(id) {
		return (await this.pipelines([id]))[0] ?? null;
	}
	/** The pipeline, kept from changing its stages until the write ends: set-up changes of one pipeline take turns. */
	async lockedPipeline(id) {
		if (!isId("pipeline", id)) return null;
		return (await this.sql.rows("select 1 from pipeline where id = $1 for no key update", [id])).length === 0 ? null : this.pipeline(id);
	}
	/** Archived ones too. */
	async stages(ids) {
		return (await this.sql.rows(`select ${storedStageColumns} from stage s where s.id = any($1)`, [ids.filter((id) => isId("stage", id))])).map(storedStageOf);
	}
	/** A living stage. */
	async stage(id) {
		const stage = (await this.stages([id]))[0];
		return stage && !stage.isArchived ? stage : null;
	}
	/** With its board, which has nothing to tell yet. */
	async insertPipeline({ id, name, currency, createdAt }) {
		await this.sql.count(`insert into pipeline (id, name, currency, position, created_at)
       select $1, $2, $3, coalesce(max(position) + 1, 0), $4 from pipeline`, [
			id,
			name,
			currency,
			createdAt
		]);
		await this.sql.count("insert into board_feed (pipeline_id) values ($1) on conflict do nothing", [id]);
	}
	async updatePipeline({ id, name, currency }) {
		await this.sql.count("update pipeline set name = $2, currency = $3 where id = $1", [
			id,
			name,
			currency
		]);
	}
	async insertStage(stage) {
		await this.sql.count(`insert into stage (id, pipeline_id, name, preset_key, kind, color, probability, position, is_folded, rotten_after_days)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
			stage.id,
			stage.pipelineId,
			stage.name,
			stage.presetKey,
			stage.kind,
			stage.color,
			stage.probability,
			stage.position,
			stage.isFolded,
			stage.rottenAfterDays
		]);
	}
	async updateStage(stage) {
		await this.sql.count(`update stage set name = $2, kind = $3, color = $4, probability = $5, is_folded = $6, rotten_after_days = $7
       where id = $1`, [
			stage.id,
			stage.name,
			stage.kind,
			stage.color,
			stage.probability,
			stage.isFolded,
			stage.rottenAfterDays
		]);
	}
	/** Numbers the stages of a pipeline from the left, dense from 0. */
	async placeStages(stageIds) {
		await this.sql.count(`update stage set position = place.position - 1
       from unnest($1::text[]) with ordinality as place (id, position)
       where stage.id = place.id and stage.position <> place.position - 1`, [stageIds]);
	}
	async archiveStage(id, at) {
		await this.sql.count("update stage set archived_at = $2 where id = $1", [id, at]);
	}
	/** Whether opportunities are in a stage or ever were: then its kind is part of their history. */
	async wasUsed(stageId) {
		const [row] = await this.sql.rows(`select exists (select 1 from stage_stay where stage_id = $1)
           or exists (select 1 from opportunity where stage_id = $1) as was_used`, [stageId]);
		return row?.was_used ?? false;
	}
	/** How many opportunities a stage holds: those that boards show, and all, with the deleted ones. */
	async countIn(stageId) {
		const [row] = await this.sql.rows(`select count(*) filter (where deleted_at is null)::integer as living, count(*)::integer as everything
       from opportunity where stage_id = $1`, [stageId]);
		return {
			living: row?.living ?? 0,
			all: row?.everything ?? 0
		};
	}
	/** Whether anything in a pipeline has a price; without an id, anything at all. Deleted ones can come back. */
	async hasMoney(pipelineId) {
		const [row] = await this.sql.rows(`select exists (select 1 from opportunity where amount is not null and ($1::text is null or pipeline_id = $1))
         as has_money`, [pipelineId ?? null]);
		return row?.has_money ?? false;
	}
};
// src/modules/opportunity/opportunity.row.ts
/** Where each field of the record is kept. */
var columnOf = {
	id: "id",
	pipelineId: "pipeline_id",
	stageId: "stage_id",
	status: "status",
	title: "title",
	description: "description",
	amount: "amount",
	currency: "currency",
	probability: "probability",
	probabilitySource: "probability_source",
	ownerId: "owner_id",
	teamId: "team_id",
	companyId: "company_id",
	contactId: "contact_id",
	source: "source",
	medium: "medium",
	campaign: "campaign",
	tags: "tags",
	expectedCloseDate: "expected_close_date",
	externalId: "external_id",
	lostReasonId: "lost_reason_id",
	lostNote: "lost_note",
	reopenStageId: "reopen_stage_id",
	rank: "rank",
	version: "version",
	stageEnteredAt: "stage_entered_at",
	createdAt: "created_at",
	closedAt: "closed_at",
	deletedAt: "deleted_at"
};
var fields = Object.keys(columnOf);
var exact = [columnOf.amount, columnOf.probability];
/** What a select needs for `opportunityOf`; exact numbers come in canonical form. */
var opportunityColumns = (alias) => Object.values(columnOf).map((name) => exact.includes(name) ? `trim_scale(${alias}.${name}) as ${name}` : `${alias}.${name}`).join(", ");
var instantOrNull = (date) => date === null ? null : instant(date);
/** The only place where a row becomes the domain's record. */
var opportunityOf = (row) => ({
	id: row.id,
	pipelineId: row.pipeline_id,
	stageId: row.stage_id,
	status: row.status,
	title: row.title,
	description: row.description,
	amount: row.amount,
	currency: row.currency,
	probability: row.probability,
	probabilitySource: row.probability_source,
	ownerId: row.owner_id,
	teamId: row.team_id,
	companyId: row.company_id,
	contactId: row.contact_id,
	source: row.source,
	medium: row.medium,
	campaign: row.campaign,
	tags: row.tags,
	expectedCloseDate: row.expected_close_date,
	externalId: row.external_id,
	lostReasonId: row.lost_reason_id,
	lostNote: row.lost_note,
	reopenStageId: row.reopen_stage_id,
	rank: row.rank,
	version: row.version,
	stageEnteredAt: instant(row.stage_entered_at),
	createdAt: instant(row.created_at),
	closedAt: instantOrNull(row.closed_at),
	deletedAt: instantOrNull(row.deleted_at)
});
/** Records as the JSON from which `jsonb_populate_recordset(null::opportunity, ...)` makes rows. */
var asRows = (opportunities) => JSON.stringify(opportunities.map((opportunity) => Object.fromEntries(fields.map((field) => [columnOf[field], opportunity[field]]))));
// src/modules/opportunity/opportunity.batch.ts
var columns = fields.map((field) => columnOf[field]).join(", ");
/** Many opportunities at once, for imports: a statement a table and not a row. */
var OpportunityBatch = class {
	constructor(sql) {
		this.sql = sql;
	}
	/** Locked in the order of their ids; deleted ones too. */
	async lockByExternalId(externalIds) {
		const rows = await this.sql.rows(`select ${opportunityColumns("o")} from opportunity o where o.external_id = any($1) order by o.id for update`, [externalIds]);
		return new Map(rows.map((row) => [row.external_id ?? "", opportunityOf(row)]));
	}
	/** The rank of the last card of each column; an empty column is absent. */
	async lastRanks(stageIds) {
		const rows = await this.sql.rows(`select stage_id, max(rank) as last from opportunity where stage_id = any($1) and deleted_at is null group by stage_id`, [stageIds]);
		return new Map(rows.map((row) => [row.stage_id, BigInt(row.last)]));
	}
	async insert(opportunities) {
		if (opportunities.length === 0) return;
		await this.sql.count(`insert into opportunity (${columns}) select ${columns} from jsonb_populate_recordset(null::opportunity, $1::jsonb)`, [asRows(opportunities)]);
	}
	async update(opportunities) {
		if (opportunities.length === 0) return;
		await this.sql.count(`update opportunity o set (${columns}) = (${fields.map((field) => `r.${columnOf[field]}`).join(", ")})
       from jsonb_populate_recordset(null::opportunity, $1::jsonb) r where o.id = r.id`, [asRows(opportunities)]);
	}
	/** Ends the running stays of those that changed their stage; what ended before it began never happened. */
	async leave(moved) {
		if (moved.length === 0) return;
		await this.sql.count(`update stage_stay s set left_at = greatest(s.entered_at, m.at)
       from unnest($1::text[], $2::timestamptz[]) as m (id, at) where s.opportunity_id = m.id and s.left_at is null`, [moved.map(({ id }) => id), moved.map(({ stageEnteredAt }) => stageEnteredAt)]);
	}
	async stays(rows) {
		if (rows.length === 0) return;
		await this.sql.count(`insert into stage_stay (id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, entered_by, is_inferred)
       select id, opportunity_id, pipeline_id, stage_id, entered_at, left_at, entered_by, is_inferred
       from jsonb_populate_recordset(null::stage_stay, $1::jsonb)`, [JSON.stringify(rows.map((row) => ({
			id: typeidUnboxed("sty"),
			opportunity_id: row.opportunity.id,
			pipeline_id: row.opportunity.pipelineId,
			stage_id: row.stageId,
			entered_at: row.enteredAt,
			left_at: row.leftAt,
			entered_by: row.enteredBy,
			is_inferred: row.isInferred
		})))]);
	}
	async history(rows, via) {
		if (rows.length === 0) return;
		await this.sql.count(`insert into opportunity_history (id, opportunity_id, version, kind, road, actor_id, valid_at, changes, via_id,
         address, agent)
       select id, opportunity_id, version, kind, road, actor_id, valid_at, changes, $2, $3, $4
       from jsonb_populate_recordset(null::opportunity_history, $1::jsonb)`, [
			JSON.stringify(rows.map((row) => ({
				id: typeidUnboxed("his"),
				opportunity_id: row.opportunity.id,
				version: row.opportunity.version,
				kind: row.kind,
				road: row.road,
				actor_id: row.actorId,
				valid_at: row.validAt,
				changes: row.changes
			}))),
			via.id,
			via.address,
			via.agent
		]);
	}
};
// src/modules/vocabulary/keep-words.ts
/** Words are kept when somebody first writes them, to be offered to the next one. In one order, so that two can't cross. */
async function keepWords(sql, source, tags) {
	if (source !== null) await sql.rows(`insert into source (id, name) values ($1, $2) on conflict (name) do nothing`, [typeidUnboxed("src"), source]);
	if (tags.length === 0) return;
	const names = tags.toSorted();
	await sql.rows(`insert into tag (id, name) select * from unnest($1::text[], $2::text[]) on conflict (name) do nothing`, [names.map(() => typeidUnboxed("tag")), names]);
}
// src/data/statement-names.ts
/** A text is worth preparing once it has come so often. */
var often = 5;
/** Every connection keeps what it has prepared, so there is an end to it. */
var mostNames = 300;
var mostCounted = 2e3;
var names = /* @__PURE__ */ new Map();
var counts = /* @__PURE__ */ new Map();
/**
* The name under which PostgreSQL keeps a statement parsed and planned; undefined for what does not come again and again,
* such as the texts that filters make. Planning costs more than running for most of what a write does.
*/
function nameOf$1(text) {
	const name = names.get(text);
	if (name !== void 0 || names.size === mostNames) return name;
	const count = (counts.get(text) ?? 0) + 1;
	if (counts.size === mostCounted) counts.clear();
	counts.set(text, count);
	if (count < often) return void 0;
	counts.delete(text);
	const made = `mekong_${names.size + 1}`;
	names.set(text, made);
	return made;
}
// src/data/sql.ts
var sqlOn = (on) => ({
	rows: async (text, values = []) => (await on.query(text, [...values])).rows,
	count: async (text, values = []) => (await on.query(text, [...values])).rowCount ?? 0
});
/**
* The statements of one transaction. They are prepared once they come often, and they do not wait for each other's
* answers: what is asked for in one go, without an `await` between, is one trip to the database and back.
*/
var TransactionSql = class {
	#isOver = false;
	constructor(client) {
		this.client = client;
	}
	async rows(text, values = []) {
		return (await this.#run(text, values)).rows;
	}
	async count(text, values = []) {
		return (await this.#run(text, values)).rowCount ?? 0;
	}
	/** Nothing may follow: it would be written outside of the transaction. */
	async end(how) {
		this.#isOver = true;
		await this.client.query(how);
	}
	#run(text, values) {
		if (this.#isOver) throw new Error("The transaction is over.");
		return this.client.query({
			name: nameOf$1(text),
			text,
			values: [...values]
		});
	}
};
function paramsFrom(...first) {
	const values = [...first];
	return {
		values,
		add: (value) => `$${values.push(value)}`
	};
}
// ../../packages/words/src/plural.ts
var english = new Intl.PluralRules("en");
/** English has two forms. Vietnamese has one, so its messages need no plural at all. */
var plural = (count, one, other) => english.select(count) === "one" ? one : other;
// ../../packages/words/src/en/basics.ts
var basics$1 = {
	kit: {
		save: "Save",
		cancel: "Cancel",
		close: "Close",
		done: "Done",
		create: "Create",
		edit: "Edit",
		delete: "Delete",
		undo: "Undo",
		retry: "Retry",
		reload: "Reload",
		back: "Back",
		more: "More",
		copy: "Copy",
		copied: "Copied",
		clear: "Clear this field",
		search: "Search",
		none: "None yet",
		yes: "Yes",
		no: "No",
		optional: "optional",
		loading: "Loading…",
		saving: "Saving…",
		saved: "Saved",
		waiting: "Waiting to be sent",
		noResults: "No results",
		resultsCount: ({ n }) => `${n} ${plural(n, "result", "results")}`,
		searchFailed: "The search did not work just now",
		createOption: ({ text }) => `Create “${text}”`,
		remove: ({ what }) => `Remove ${what}`,
		editField: ({ field }) => `Edit ${field}`,
		moreFor: ({ what }) => `More: ${what}`,
		andMore: ({ n }) => `and ${n} more`,
		notifications: "Notifications",
		dismiss: "Dismiss",
		showPassword: "Show password",
		hidePassword: "Hide password",
		openCalendar: "Open the calendar",
		calendar: "Calendar",
		previousMonth: "Previous month",
		nextMonth: "Next month",
		today: "Today",
		dateExample: "For example 23 Nov 2026",
		dateUnreadable: "This date is unclear. Write it like 23 Nov 2026.",
		dateNoSuchDay: ({ month, days }) => `${new Intl.DateTimeFormat("en", {
			month: "long",
			timeZone: "UTC"
		}).format(Date.UTC(2001, month - 1, 1))} has only ${days} days.`,
		moneyExample: "For example 850M or 4.25B",
		moneyUnreadable: "This amount is unclear. Write it like 1,250,000 or 4.25B.",
		fieldRequired: "Please fill this in.",
		errorLoad: ({ what }) => `${what} could not be loaded`,
		errorRequestId: ({ id }) => `Request ${id}`,
		conflictMine: "Yours",
		conflictTheirs: ({ name }) => `${name}’s`,
		conflictBefore: "Before"
	},
	shell: {
		mainNavigation: "Main navigation",
		skipToContent: "Skip to content",
		home: "Mekong, to the board",
		nav: {
			board: "Board",
			list: "List",
			settings: "Settings"
		},
		createOpportunity: "New opportunity",
		viewSwitch: "View",
		signOut: "Sign out",
		account: "Account",
		language: "Language",
		languageNames: {
			vi: "Tiếng Việt",
			en: "English"
		},
		theme: "Appearance",
		themes: {
			system: "Like the device",
			light: "Light",
			dark: "Dark"
		},
		live: {
			on: "Live",
			catching: "Catching up",
			off: "Offline",
			onHint: "Every change shows as it happens.",
			catchingHint: "Loading what has changed meanwhile.",
			offHint: "You can go on; changes will be sent later.",
			waiting: ({ n }) => `${n} waiting`,
			waitingLong: ({ n }) => `${n} ${plural(n, "change", "changes")} waiting to be sent`,
			since: ({ time }) => `Offline since ${time}.`,
			rightsChanged: "Your rights have changed. The board was reloaded.",
			sayOffline: "Offline. You can go on; changes will be sent later.",
			sayOnline: ({ n }) => n === 0 ? "Connected again" : `Connected again, ${n} ${plural(n, "change", "changes")} sent`
		},
		signedOut: "You were signed out. Sign in to go on; what you wrote is kept.",
		newVersion: "There is a new version. Reload when it suits you.",
		pages: {
			notFoundTitle: "Not found, or not shared with you",
			notFoundText: "Ask your team leader to share it if you need it.",
			errorTitle: "Something unexpected went wrong",
			errorText: "What was saved is safe. Please try again.",
			unreachableTitle: "The server cannot be reached",
			unreachableText: "Check the network and try again.",
			toBoard: "To the board",
			noPipelineTitle: "No pipeline yet",
			noPipelineText: "An administrator creates the first one in the settings."
		},
		keys: {
			title: "Keyboard shortcuts",
			lettersOn: "Use letter keys",
			lettersHint: "Switch them off if they get in the way of an input method or a screen reader.",
			groups: {
				go: "Go to",
				card: "On a card",
				board: "On the board",
				lift: "With a card lifted",
				always: "Anywhere"
			},
			goBoard: "Board",
			goList: "List",
			goSettings: "Settings",
			help: "This key map",
			filter: "Filter",
			closeLayer: "Close the top layer",
			create: "New opportunity",
			nextCard: "Next, previous card",
			nextColumn: "Next, previous column",
			ends: "Top, bottom of the column",
			pages: "Ten cards",
			open: "Open beside",
			openPage: "Open as a page",
			lift: "Lift the card",
			moveTo: "Move to…",
			previousStage: "Previous stage",
			nextStage: "Next stage",
			edit: "Edit the title",
			assign: "Assign",
			closeDate: "Change the close date",
			won: "Won",
			lost: "Lost",
			liftMove: "Choose stage and place",
			liftStage: "To the stage of that number",
			liftEnds: "Top, bottom of the column",
			liftDrop: "Drop",
			liftCancel: "Put back",
			afterwards: "then",
			or: "or",
			space: "Space"
		}
	},
	signIn: {
		pageTitle: "Sign in",
		title: "Welcome back",
		lead: "Sign in to see your team’s board.",
		email: "Email",
		password: "Password",
		submit: "Sign in",
		submitting: "Signing in…",
		demoTitle: "Demo: choose a role",
		cookieHint: "The session is a cookie of this server; it is sent nowhere else.",
		languageSwitch: "Ngôn ngữ / Language",
		wrong: "Email or password is not right. Please try again.",
		throttled: ({ seconds }) => `Too many attempts. Try again in ${seconds} ${plural(seconds, "second", "seconds")}.`,
		throttleOver: "You can try again now.",
		unreachable: "The server cannot be reached. Check the network and try again.",
		failed: "The server could not answer. Try again in a few minutes.",
		emailMissing: "Enter your email.",
		passwordMissing: "Enter your password.",
		signedOutNotice: "You were signed out. Sign in to go on; what you wrote is kept.",
		art: {
			holding: ({ name }) => `${name} is moving it`,
			wonAt: "Won at 09:41",
			office: {
				title: "Office fit-out, 12th floor",
				company: "White Lotus Pharma"
			},
			hotel: {
				title: "Boutique hotel, 42 rooms",
				company: "Bến Ninh Kiều Travel"
			},
			kitchens: {
				title: "Kitchens for 64 flats, phase 2",
				company: "Vườn Ven Sông Homes"
			}
		}
	},
	setup: {
		pageTitle: "Set up Mekong",
		title: "Set up Mekong",
		lead: "A few things about your organisation and its first administrator.",
		organizationLegend: "Organisation",
		organizationName: "Name of the organisation",
		currency: "Currency",
		currencyHint: "Fixed once there is a first amount.",
		timeZone: "Time zone",
		timeZoneHint: "It decides which day today is on boards and in reports.",
		locale: "Language",
		administratorLegend: "First administrator",
		name: "Full name",
		email: "Email",
		password: "Password",
		passwordHint: "At least 10 characters; a sentence you remember is best.",
		submit: "Create the organisation",
		submitting: "Creating…",
		expiredTitle: "This link no longer works",
		expiredText: "It was used, or is older than 24 hours. Start the server again to get a new one.",
		toSignIn: "To the sign-in page",
		failed: "It could not be created. Try again in a few minutes.",
		fixFields: ({ n }) => `${n} ${plural(n, "thing needs", "things need")} another look.`
	},
	invitation: {
		title: ({ organization }) => `Join ${organization}`,
		lead: ({ email }) => `You will sign in with ${email}.`,
		name: "Full name",
		password: "Password",
		passwordHint: "At least 10 characters; a sentence you remember is best.",
		submit: "Accept the invitation",
		submitting: "Joining…",
		goneTitle: "This link no longer works",
		goneText: "It was used, has expired or was withdrawn. Ask an administrator for a new one.",
		toSignIn: "To the sign-in page",
		failed: "It did not work. Try again in a few minutes.",
		fixFields: ({ n }) => `${n} ${plural(n, "thing needs", "things need")} another look.`
	},
	domain: {
		pipeline: "pipeline",
		board: "board",
		stage: "stage",
		opportunity: "opportunity",
		company: "company",
		contact: "contact",
		owner: "owner",
		team: "team",
		lostReason: "lost reason",
		apiKey: "API key",
		opportunities: ({ n }) => `${n} ${plural(n, "opportunity", "opportunities")}`,
		roles: {
			REP: "rep",
			TEAM_LEADER: "team leader",
			MANAGER: "manager",
			ADMINISTRATOR: "administrator",
			READ_ONLY: "read-only"
		},
		roleShort: {
			REP: "Rep",
			TEAM_LEADER: "Leader",
			MANAGER: "Manager",
			ADMINISTRATOR: "Administrator",
			READ_ONLY: "Read-only"
		},
		visibility: {
			OWN: "own",
			TEAM: "team",
			ALL: "all"
		},
		stageKinds: {
			OPEN: "Open",
			WON: "Won",
			LOST: "Lost"
		},
		status: {
			OPEN: "Open",
			WON: "Won",
			LOST: "Lost"
		},
		fields: {
			title: "title",
			description: "description",
			pipeline: "pipeline",
			stage: "stage",
			status: "status",
			amount: "amount",
			currency: "currency",
			probability: "probability",
			owner: "owner",
			team: "team",
			company: "company",
			contact: "contact",
			source: "source",
			medium: "medium",
			campaign: "campaign",
			tags: "tags",
			expectedCloseDate: "close date",
			lostReason: "lost reason",
			lostNote: "lost note",
			externalId: "external id",
			name: "name",
			email: "email",
			phone: "phone",
			domain: "domain",
			address: "address",
			jobTitle: "job title",
			kind: "kind",
			colour: "colour",
			rottenAfterDays: "days until late"
		}
	}
};
// ../../packages/words/src/en/work.ts
var work$1 = {
	audit: {
		title: "Audit log",
		lead: "Who did what, when and from where. It can be neither changed nor deleted.",
		empty: "Nothing in the log yet",
		emptyFiltered: "No entry matches",
		forbidden: "Only administrators see the audit log.",
		filters: "Filter the log",
		person: "Person",
		anybody: "Anybody",
		action: "Action",
		anyAction: "Any action",
		outcome: "Outcome",
		anyOutcome: "Any outcome",
		refusedOnly: "Refused",
		doneOnly: "Done",
		from: "From day",
		until: "To day",
		clear: "Clear filters",
		onlyOf: ({ subject }) => `Show only ${subject}`,
		about: ({ subject }) => `About ${subject}`,
		server: "Server",
		unknown: "Nobody known",
		byKey: ({ name }) => `key “${name}”`,
		refused: "Refused",
		changed: ({ field, from, to }) => `${field}: ${from} → ${to}`,
		set: ({ field, to }) => `${field}: ${to}`,
		nothing: "empty",
		hidden: "changed",
		yes: "yes",
		no: "no",
		moreChanges: ({ n }) => `and ${n} more ${plural(n, "field", "fields")}`,
		loadMore: "Load more",
		actions: {
			CREATE_OPPORTUNITY: "Create opportunity",
			UPDATE_OPPORTUNITY: "Edit opportunity",
			MOVE_OPPORTUNITY: "Move opportunity",
			REOPEN_OPPORTUNITY: "Reopen opportunity",
			DELETE_OPPORTUNITY: "Delete opportunity",
			RESTORE_OPPORTUNITY: "Restore opportunity",
			IMPORT_OPPORTUNITIES: "Import opportunity",
			CREATE_COMPANY: "Create company",
			UPDATE_COMPANY: "Edit company",
			DELETE_COMPANY: "Delete company",
			CREATE_CONTACT: "Create contact",
			UPDATE_CONTACT: "Edit contact",
			DELETE_CONTACT: "Delete contact",
			CREATE_PIPELINE: "Create pipeline",
			UPDATE_PIPELINE: "Edit pipeline",
			CREATE_STAGE: "Add stage",
			UPDATE_STAGE: "Edit stage",
			MOVE_STAGE: "Reorder stage",
			DELETE_STAGE: "Remove stage",
			CREATE_LOST_REASON: "Add lost reason",
			UPDATE_LOST_REASON: "Edit lost reason",
			UPDATE_ORGANIZATION: "Edit organisation",
			UPDATE_VIEWER: "Edit own settings",
			CREATE_API_KEY: "Create API key",
			ROTATE_API_KEY: "Rotate API key",
			REVOKE_API_KEY: "Revoke API key",
			ADD_USER: "Add person",
			INVITE_USER: "Invite person",
			RESEND_INVITATION: "Send invitation again",
			REVOKE_INVITATION: "Withdraw invitation",
			ACCEPT_INVITATION: "Accept invitation",
			UPDATE_USER: "Edit person",
			DEACTIVATE_USER: "Deactivate person",
			REACTIVATE_USER: "Reactivate person",
			CREATE_TEAM: "Create team",
			UPDATE_TEAM: "Edit team",
			DELETE_TEAM: "Delete team",
			SET_UP: "Set up",
			SIGN_IN: "Sign in",
			SIGN_OUT: "Sign out",
			REVOKE_SESSION: "End session",
			REVOKE_SESSIONS: "End sessions",
			CHANGE_PASSWORD: "Change password",
			REQUEST_PASSWORD_RESET: "Ask for a new password",
			RESET_PASSWORD: "Reset password",
			ENABLE_TWO_FACTOR: "Turn on two-factor",
			DISABLE_TWO_FACTOR: "Turn off two-factor",
			CLEAR_TWO_FACTOR: "Clear second step",
			ADD_PASSKEY: "Add passkey",
			DELETE_PASSKEY: "Remove passkey",
			LINK_ACCOUNT: "Link outside account",
			UNLINK_ACCOUNT: "Unlink outside account",
			RESTORE_BACKUP: "Restore backup"
		},
		refusals: {
			FORBIDDEN: "not allowed",
			INVALID: "against a rule",
			NOT_FOUND: "not there",
			CONFLICT: "changed by somebody else",
			LIMIT_EXCEEDED: "over a limit",
			INVALID_CREDENTIALS: "wrong email or password",
			THROTTLED: "too many attempts"
		},
		fields: {
			rank: "place in the column",
			position: "position",
			preset: "preset",
			color: "colour",
			isFolded: "folded on the board",
			isArchived: "no longer used",
			timeZone: "time zone",
			locale: "language",
			organization: "organisation",
			role: "role",
			visibility: "sees",
			seesAmounts: "sees amounts",
			mainTeam: "main team",
			teams: "teams",
			members: "members",
			leader: "leader",
			isActive: "active",
			user: "owner of the key",
			prefix: "begins with",
			scopes: "scopes",
			expiresAt: "expires",
			previousUntil: "old secret until",
			revokedAt: "revoked",
			lastUsedAt: "last used",
			lastUsedAddress: "last used from",
			deletedAt: "deleted",
			closedAt: "closed",
			probabilitySource: "chance from",
			handOverTo: "work goes to"
		}
	},
	board: {
		pageTitle: ({ pipeline }) => `${pipeline} board`,
		choosePipeline: "Choose a pipeline",
		editPipeline: "Edit this pipeline",
		weighted: ({ amount }) => `${amount} weighted`,
		sumOf: ({ count, amount }) => `${count} opportunities, ${amount}`,
		mixedCurrencies: "Several currencies",
		mixedCurrenciesHint: ({ currency }) => `The sum in the head counts ${currency} only; the rest is below.`,
		noAmounts: "Amounts are not shared with you.",
		addTo: ({ stage }) => `Add to ${stage}`,
		columnMenu: ({ stage }) => `More for ${stage}`,
		fold: "Fold the column",
		unfold: "Unfold the column",
		emptyColumn: "Nothing here yet",
		emptyColumnHint: "Drag a card here, or create one.",
		emptyFilter: "Nothing matches the filter",
		shown: ({ shown, total }) => `${shown} of ${total}`,
		loadMore: ({ n }) => `Show ${n} more`,
		card: {
			stay: ({ days }) => `in this stage for ${days} ${plural(days, "day", "days")}`,
			late: ({ days, limit }) => `${days} ${plural(days, "day", "days")} here, more than the stage’s ${limit}`,
			overdue: "the close date has passed",
			noAmount: "No amount yet",
			pending: "Waiting for the server",
			wonAt: ({ time }) => `Won ${time}`
		},
		move: {
			action: "Move to…",
			title: ({ title }) => `Move ${title}`,
			stageGroup: "Move to stage",
			placeGroup: "Place",
			toTop: "To the top",
			toBottom: "To the bottom",
			up: "One place up",
			down: "One place down",
			here: "is here",
			keyHint: ({ title }) => `Moving ${title}`,
			hintStage: "stage",
			hintPlace: "place",
			hintDrop: "drop",
			hintPutBack: "put back"
		},
		gate: {
			ok: "Allowed",
			okHint: "Drop it here",
			refused: "Not from here",
			askReason: "Asks for a reason",
			readOnly: "You can only look"
		},
		lost: {
			title: "Why was it lost?",
			reason: "Lost reason",
			note: "Note",
			putBack: "Put back",
			submit: "Mark as lost",
			noReasons: "There are no reasons yet. An administrator adds them in the settings."
		},
		actions: {
			won: "Won",
			lost: "Lost…",
			reopen: "Reopen",
			open: "Open beside",
			openPage: "Open as a page",
			copyLink: "Copy link",
			linkCopied: "Link copied",
			delete: "Delete"
		},
		conflict: {
			text: ({ name, stage, ago }) => `${name} moved this opportunity to ${stage}, ${ago}.`,
			yours: ({ stage }) => `You are dropping it on ${stage}.`,
			leaveIt: "Leave it",
			moveAnyway: "Move anyway"
		},
		toast: {
			moved: ({ title, stage }) => `Moved ${title} to ${stage}`,
			refused: "It could not be moved and is back in its place",
			created: ({ title }) => `Created ${title}`,
			deleted: ({ title }) => `Deleted ${title}`,
			restored: ({ title }) => `Restored ${title}`,
			reopened: ({ title, stage }) => `Reopened ${title} in ${stage}`,
			restore: "Restore",
			cardGone: "This opportunity is no longer here",
			needsLine: "Losing and deleting need the network."
		},
		presence: {
			here: ({ names }) => `Here now: ${names}`,
			nobody: "Only you are here",
			holding: ({ name }) => `${name} is moving it`,
			editing: ({ name, field }) => `${name} is editing ${field}`,
			viewing: ({ name }) => `${name} is looking at it`
		},
		filter: {
			add: "Filter",
			clear: "Clear filters",
			search: "Search the board",
			searchHint: "Search title, company, contact",
			owner: "Owner",
			me: "Me",
			team: "Team",
			closeDate: "Close date",
			tag: "Tag",
			from: ({ date }) => `from ${date}`,
			until: ({ date }) => `to ${date}`,
			between: ({ from, until }) => `${from} to ${until}`,
			fromField: "From",
			untilField: "To",
			anybody: "Anybody",
			anyTeam: "Any team",
			anyTime: "Any time",
			found: ({ n }) => `${n} found`
		},
		sort: {
			label: "Order",
			manual: "Manual order",
			amount: "Amount, high to low",
			closeDate: "Close date, soonest first",
			age: "Longest in stage first",
			title: "Title, A to Z",
			newest: "Newest first",
			handOff: "Cards change places by hand only in manual order."
		},
		quickCreate: {
			title: "New opportunity",
			inStage: ({ stage }) => `New opportunity in ${stage}`,
			name: "Title",
			namePlaceholder: "What does the customer need?",
			company: "Company",
			amount: "Amount",
			stage: "Stage",
			submit: "Create",
			hint: "Enter saves and opens the next line, Esc ends",
			titleMissing: "A title is needed."
		},
		newStageGone: "This stage has just been removed.",
		readOnlyHint: "You can look at this board but not change it.",
		say: {
			card: ({ title, amount, stage, i, n }) => `${[
				title,
				...amount === null ? [] : [amount],
				stage
			].join(", ")}, ${i} of ${n}`,
			lift: ({ title }) => `Lifted ${title}. Arrow keys choose a place, Space drops, Escape puts it back.`,
			overOk: ({ stage, i }) => `${stage}, place ${i}: allowed`,
			overRefused: ({ stage, reason }) => `${stage}: refused, ${reason}`,
			moved: ({ title, stage, i }) => `Moved ${title} to ${stage}, place ${i}.`,
			back: ({ title, stage, reason }) => `${title} is back in ${stage}. ${reason}`,
			conflict: ({ name, title, stage }) => `${name} just moved ${title} to ${stage}. Leave it or move anyway?`,
			remote: ({ n }) => `${n} ${plural(n, "change", "changes")} on the board`,
			heldMoved: ({ name, stage }) => `${name} moved the card you are holding. It is in ${stage}.`,
			filtered: ({ n }) => `${n} left`,
			column: ({ stage, i, n }) => `${stage}, column ${i} of ${n}`
		}
	},
	opportunity: {
		untitled: "Opportunity",
		previous: "Previous opportunity",
		next: "Next opportunity",
		openPage: "Open as a page",
		copyLink: "Copy link",
		linkCopied: "Link copied",
		stages: "Stages",
		stageDays: ({ days }) => `${days} ${plural(days, "day", "days")}`,
		daysIn: ({ days, stage }) => `${days} ${plural(days, "day", "days")} in ${stage}`,
		moveTo: "Move to",
		about: ({ title }) => `About ${title}`,
		details: "Details",
		moreDetails: "More details",
		descriptionEmpty: "Write a description…",
		fields: {
			title: "Title",
			description: "Description",
			amount: "Amount",
			probability: "Chance",
			expectedCloseDate: "Close date",
			owner: "Owner",
			team: "Team",
			company: "Company",
			contact: "Contact",
			source: "Source",
			medium: "Medium",
			campaign: "Campaign",
			tags: "Tags",
			externalId: "External id",
			pipeline: "Pipeline",
			created: "Created",
			closed: "Closed",
			lostReason: "Lost reason",
			lostNote: "Lost note",
			weighted: "Weighted"
		},
		empty: {
			amount: "No amount yet",
			expectedCloseDate: "No date yet",
			owner: "Not assigned",
			team: "No team yet",
			company: "No company yet",
			contact: "No contact yet",
			source: "Source unknown",
			text: "None yet"
		},
		probabilityFromStage: "from the stage",
		probabilityManual: "set by hand",
		probabilityReset: "Take it from the stage",
		probabilityInvalid: "From 0 to 100.",
		overdue: "has passed",
		actions: {
			won: "Won",
			lost: "Lost",
			reopen: "Reopen",
			moveTo: "Move to…",
			delete: "Delete the opportunity"
		},
		deleteDialog: {
			title: ({ title }) => `Delete ${title}?`,
			text: "It leaves the board. You can restore it for 30 days.",
			submit: "Delete"
		},
		deleted: {
			banner: ({ name, time }) => `${name} deleted this opportunity ${time}.`,
			bannerPlain: "This opportunity was deleted. It is here to read only.",
			restore: "Restore"
		},
		left: "This opportunity is no longer shared with you.",
		conflict: {
			title: ({ field }) => `${field} has just been changed`,
			text: ({ name }) => `${name} changed it at the same time as you. Choose the value to keep.`,
			mine: "Keep mine",
			theirs: ({ name }) => `Keep ${name}’s`,
			mineLabel: "Yours",
			theirsLabel: ({ name }) => `${name}’s`,
			beforeLabel: "Before",
			somebody: "A colleague"
		},
		company: {
			choose: "Choose a company",
			create: ({ name }) => `Create company “${name}”`,
			suggested: ({ name }) => `Choose ${name}`,
			edit: "Edit the company",
			name: "Company name",
			domain: "Domain",
			phone: "Phone",
			address: "Address",
			editHint: "A change here is a change for every opportunity of this company."
		},
		contact: {
			choose: "Choose a contact",
			create: ({ name }) => `Create contact “${name}”`,
			edit: "Edit the contact",
			name: "Full name",
			email: "Email",
			phone: "Phone",
			jobTitle: "Job title"
		},
		assign: {
			choose: "Choose an owner",
			chooseTeam: "Choose a team",
			toMe: "Assign to me"
		},
		tags: {
			add: "Add a tag",
			create: ({ name }) => `Create tag “${name}”`
		},
		stays: {
			title: "Time in stages",
			stage: "Stage",
			entered: "Entered",
			left: "Left",
			time: "Stayed",
			now: "is here",
			by: ({ name }) => `moved here by ${name}`
		},
		history: {
			title: "History",
			empty: "No changes yet.",
			loadMore: "Show older",
			somebody: "The system",
			created: ({ name, stage }) => `${name} created it in ${stage}`,
			imported: ({ name }) => `${name} imported it from a file`,
			moved: ({ name, from, to }) => `${name} moved it from ${from} to ${to}`,
			won: ({ name }) => `${name} marked it as won`,
			lost: ({ name, reason }) => `${name} marked it as lost: ${reason}`,
			reopened: ({ name, stage }) => `${name} reopened it in ${stage}`,
			reassigned: ({ name, owner }) => `${name} assigned it to ${owner}`,
			changed: ({ name, field, from, to }) => `${name} changed ${field} from ${from} to ${to}`,
			set: ({ name, field, to }) => `${name} set ${field}: ${to}`,
			cleared: ({ name, field }) => `${name} cleared ${field}`,
			edited: ({ name, field }) => `${name} edited ${field}`,
			deleted: ({ name }) => `${name} deleted it`,
			restored: ({ name }) => `${name} restored it`
		},
		editing: ({ name }) => `${name} is editing`,
		readOnly: "You may only look at this opportunity.",
		saved: ({ field }) => `Saved ${field}`,
		notSaved: ({ field }) => `${field} could not be saved`,
		queued: "Will be sent when you are online"
	},
	list: {
		pageTitle: ({ pipeline }) => `${pipeline} list`,
		tableLabel: ({ pipeline }) => `Opportunities in ${pipeline}`,
		columns: {
			title: "Opportunity",
			company: "Company",
			stage: "Stage",
			owner: "Owner",
			amount: "Amount",
			probability: "Chance",
			expectedCloseDate: "Close date",
			age: "In stage",
			restore: "Restore"
		},
		reverse: "Reverse the order",
		relevance: "Best match first",
		reversed: {
			amount: "Amount, low to high",
			closeDate: "Close date, latest first",
			age: "Newest in stage first",
			title: "Title, Z to A",
			newest: "Oldest first"
		},
		count: ({ n, shown }) => `${shown} ${plural(n, "opportunity", "opportunities")}`,
		sum: "Sum",
		weighted: "Weighted",
		totalsHint: "Totals come from the server, over all rows.",
		empty: "No opportunities yet",
		emptyHint: "Create the first one of this pipeline.",
		emptyFilter: "Nothing matches the filter",
		loadingMore: "Loading more…",
		deleted: {
			show: "Deleted",
			filter: "Deleted, last 30 days",
			empty: "Nothing was deleted in the last 30 days",
			leave: "Back to the list"
		}
	},
	settings: {
		pageTitle: "Settings",
		navigation: "Sections of the settings",
		groups: {
			selling: "Selling",
			people: "People",
			connect: "Connect",
			organization: "Organisation",
			personal: "Yours"
		},
		sections: {
			pipelines: "Pipelines",
			lostReasons: "Lost reasons",
			people: "People",
			teams: "Teams",
			apiKeys: "API keys",
			organization: "Language and money",
			audit: "Audit log",
			account: "Account"
		},
		readOnly: "Only an administrator can change this.",
		pipelines: {
			title: "Pipelines",
			create: "New pipeline",
			createTitle: "New pipeline",
			empty: "No pipeline yet",
			name: "Name of the pipeline",
			currency: "Currency",
			preset: "Start from",
			presets: {
				CLASSIC: "Classic",
				CONTRACT: "Contract",
				EMPTY: "Empty"
			},
			presetHints: {
				CLASSIC: "Prospect, Opportunity, Qualified, Proposal, Won, Lost",
				CONTRACT: "New, Qualified, Proposal, Contract negotiation, Won, Review, Lost",
				EMPTY: "One open stage, Won and Lost"
			},
			rename: "Rename",
			stagesCount: ({ n }) => `${n} ${plural(n, "stage", "stages")}`,
			openBoard: "Open the board"
		},
		stages: {
			title: "Stages",
			lead: "The order here is the order on every board",
			add: "Stage",
			addTitle: "New stage",
			columns: {
				name: "Name",
				kind: "Kind",
				probability: "Chance",
				rottenAfterDays: "Late after",
				now: "Now",
				folded: "Folded"
			},
			name: "Name",
			kind: "Kind",
			probability: "Chance",
			probabilityInvalid: "From 0 to 100.",
			rottenAfterDays: "Late after, days",
			rottenHint: "Leave it empty for no reminder.",
			rottenInvalid: "From 1 to 3650 days.",
			colour: "Mark",
			colours: {
				BLUE: "Slate",
				CYAN: "Blue",
				VIOLET: "Violet",
				AMBER: "Orange",
				PINK: "Pink",
				GREEN: "Green",
				GREY: "Grey"
			},
			folded: "Folded on the board",
			moveUp: ({ stage }) => `Move ${stage} up`,
			moveDown: ({ stage }) => `Move ${stage} down`,
			drag: ({ stage }) => `Drag to place ${stage}`,
			sayMoved: ({ stage, i, n }) => `${stage} is number ${i} of ${n}`,
			remove: "Remove the stage…",
			removeTitle: ({ stage }) => `Remove ${stage}?`,
			removeText: ({ n }) => n === 0 ? "It holds no opportunities." : `Its ${n} ${plural(n, "opportunity moves", "opportunities move")} to the stage you choose. History keeps the old name.`,
			removeTo: "Move opportunities to",
			removeSubmit: "Remove the stage",
			removeImpossible: "Another stage of the same kind is needed to take its opportunities.",
			applyProbabilityTitle: "Change the opportunities here too?",
			applyProbabilityText: ({ n, percent }) => `${n} open ${plural(n, "opportunity takes its", "opportunities take their")} chance from this stage. Change to ${percent}?`,
			applyProbabilityYes: "Change them all",
			applyProbabilityNo: "New arrivals only",
			touches: "Every open board sees it at once."
		},
		lostReasons: {
			title: "Lost reasons",
			lead: "Asked whenever an opportunity is lost.",
			add: "Add a reason",
			name: "Reason",
			empty: "No reasons yet",
			archive: "Stop using it",
			unarchive: "Use it again",
			archived: "no longer used"
		},
		apiKeys: {
			title: "API keys",
			lead: "A key can do what you can do, within the scopes you choose.",
			create: "New key",
			createTitle: "New API key",
			name: "What it is for",
			scopes: "Scopes",
			scopeNames: {
				READ_OPPORTUNITIES: "Read opportunities, boards and the feed",
				WRITE_OPPORTUNITIES: "Create and change opportunities",
				ADMIN: "Administration"
			},
			expires: "Expires",
			expiresOn: ({ date }) => `Expires ${date}`,
			expired: "Expired",
			created: ({ date }) => `Created ${date}`,
			lastUsed: ({ when }) => `Last used ${when}`,
			neverUsed: "Never used",
			secretTitle: "Copy the key now",
			secretText: "It is shown once. The server keeps no readable copy.",
			lastUsedFrom: ({ when, address }) => `Last used ${when} from ${address}`,
			oldUntil: ({ when }) => `Old key works until ${when}`,
			rotate: "Rotate",
			rotateTitle: ({ name }) => `Rotate “${name}”?`,
			rotateText: "You get a new key; its name and scope stay.",
			overlap: "The old key",
			overlaps: {
				"24": "Works for 24 more hours",
				"168": "Works for 7 more days",
				"0": "Stops at once"
			},
			everybody: "Everybody’s",
			own: "Yours",
			whose: "Whose keys",
			revoke: "Revoke",
			revokeTitle: ({ name }) => `Revoke “${name}”?`,
			revokeText: "Programs that use this key are cut off at once.",
			revoked: "Revoked",
			empty: "No keys yet"
		},
		organization: {
			title: "Language and money",
			name: "Name of the organisation",
			currency: "Currency",
			timeZone: "Time zone",
			locale: "Default language"
		},
		account: {
			title: "Account",
			name: "Full name",
			email: "Email",
			role: "Role",
			visibility: "Sees",
			teams: "Teams",
			language: "Language",
			languageHint: "Mails and notices to you use it too.",
			appearance: "Appearance",
			letterKeys: "Letter keys",
			letterKeysHint: "Switch them off if they get in the way of an input method or a screen reader.",
			signOut: "Sign out"
		},
		security: {
			password: "Password",
			passwordLead: "A new password ends all your other sessions.",
			current: "Present password",
			next: "New password",
			nextHint: "10 to 200 characters.",
			nextInvalid: "A password needs 10 to 200 characters.",
			currentWrong: "The present password is not right.",
			change: "Change the password",
			changed: "The password is changed. Your other sessions have ended.",
			throttled: ({ seconds }) => `Too many attempts. Try again in ${seconds} s.`,
			twoFactor: "Two-step verification",
			twoFactorLead: "Besides the password, ask for a code from an app on your phone.",
			isOn: "On",
			isOff: "Off",
			turnOn: "Turn on…",
			turnOff: "Turn off…",
			confirmPassword: "Confirm with your password",
			scanTitle: "Scan this code",
			scanText: "Scan it with your authenticator app, then enter the code of 6 digits that the app shows.",
			qr: "QR code for the authenticator app",
			manual: "Or type in this key",
			code: "Code of 6 digits",
			codeWrong: "The code is not right. Check it and try again.",
			confirm: "Confirm",
			codesTitle: "Keep your backup codes",
			codesText: "Each lets you in once when your phone is not at hand. Keep them safe: they are shown this once.",
			newCodes: "New backup codes…",
			turnOffTitle: "Turn two-step verification off?",
			turnOffText: "From then on the password alone signs in.",
			passkeys: "Passkeys",
			passkeysLead: "Sign in with a fingerprint, your face or a security key, without a password.",
			passkeysEmpty: "No passkeys yet",
			passkeyUnnamed: "Passkey",
			passkeyAdd: "Add a passkey",
			passkeyAddTitle: "Add a passkey",
			passkeyName: "A name to tell it by, like “Laptop at home”",
			passkeyMade: ({ date }) => `Added ${date}`,
			passkeyFailed: "The passkey could not be added. Try again.",
			passkeyStale: "To be safe, sign out and in again first, then add the passkey.",
			passkeyUnavailable: "Passkeys need a name: open Mekong by localhost or by its address, not by an IP number.",
			passkeyRemove: "Remove",
			passkeyRemoveTitle: ({ name }) => `Remove ${name}?`,
			passkeyRemoveText: "It will no longer sign you in.",
			sessions: "Sessions",
			sessionsLead: "Where your account is open.",
			thisOne: "This one",
			unknownDevice: "Unknown device",
			lastActive: ({ when }) => `Last used ${when}`,
			signedIn: ({ when }) => `Signed in ${when}`,
			end: "End",
			endOthers: "End all other sessions",
			ofPerson: "Sign-in and sessions",
			nowhere: "Signed in nowhere",
			endAll: "End all sessions",
			clear: "Clear two-step verification…",
			clearTitle: ({ name }) => `Clear two-step verification of ${name}?`,
			clearText: "Only if they have lost both phone and backup codes. Their sessions end, and from then on the password alone signs in. They are told by mail.",
			clearNow: "Clear",
			ended: "Ended."
		}
	},
	people: {
		title: "People",
		lead: "Who works here, what they may do and what they see.",
		invite: "Invite somebody",
		search: "Search by name or email",
		role: "Role",
		everyRole: "Every role",
		state: "State",
		everyState: "Every state",
		states: {
			INVITED: "Invited",
			ACTIVE: "Active",
			DEACTIVATED: "Left"
		},
		empty: "Nobody yet",
		noHits: "Nobody fits",
		clear: "Clear",
		loadMore: "Show more",
		leads: "leader",
		noSignIn: "No sign-in",
		noAmounts: "No amounts",
		lastSeen: ({ when }) => `Last here ${when}`,
		neverSeen: "Never here yet",
		invitedUntil: ({ date }) => `Invitation good until ${date}`,
		invitationOver: "The invitation has expired",
		handedOverTo: ({ name }) => `Handed over to ${name}`,
		you: "you",
		name: "Full name",
		email: "Email",
		visibility: "Sees opportunities",
		visibilities: {
			OWN: "Own",
			TEAM: "Team",
			ALL: "All"
		},
		amounts: "Sees amounts",
		amountsHint: "When off, every amount and every sum is hidden, through the API too.",
		teams: "Teams",
		noTeams: "There are no teams yet.",
		mainTeam: "Main team",
		mainTeamHint: "Their new opportunities belong to this team.",
		inviteTitle: "Invite to Mekong",
		inviteText: "They get a link that works once, for 7 days.",
		inviteSubmit: "Send invitation",
		letIn: "Invite to sign in",
		letInTitle: ({ name }) => `Invite ${name} to sign in`,
		linkTitle: ({ name }) => `Link for ${name}`,
		linkText: "Copy this link and pass it on. It is shown this once; you can make a new one later.",
		link: "Invitation link",
		resend: "Make a new link",
		revokeInvitation: "Withdraw the invitation",
		revokeInvitationTitle: ({ name }) => `Withdraw the invitation of ${name}?`,
		revokeInvitationText: "The link will open nothing. You can invite again at any time.",
		invitationTitle: "Invitation",
		leavingTitle: "Leaving",
		deactivate: "Deactivate…",
		deactivateTitle: ({ name }) => `Deactivate ${name}?`,
		deactivateText: "Their sessions and API keys end at once.",
		handOver: ({ n }) => `${n} open ${plural(n, "opportunity goes", "opportunities go")} to`,
		handOverLater: "What is reopened later goes to",
		handOverHint: "Closed opportunities keep their name.",
		handOverNobody: "Nobody chosen",
		willLead: ({ teams }) => `Nobody will lead ${teams}: choose a new leader.`,
		deactivateSubmit: "Deactivate and hand over",
		deactivated: ({ name, n, to }) => `${name} has left. ${n} ${plural(n, "opportunity", "opportunities")} went to ${to}.`,
		deactivatedAlone: ({ name }) => `${name} has left.`,
		reactivate: "Let in again",
		reactivated: ({ name }) => `${name} can sign in again.`
	},
	teams: {
		title: "Teams",
		lead: "People of a team see its opportunities, as far as each of them may see.",
		create: "New team",
		createTitle: "New team",
		empty: "There are no teams yet",
		name: "Name of the team",
		members: ({ n }) => `${n} ${plural(n, "person", "people")}`,
		opportunities: ({ n }) => `${n} ${plural(n, "opportunity", "opportunities")}`,
		nobody: "Nobody yet",
		ledBy: ({ names }) => `Led by ${names}`,
		unled: "No leader yet",
		memberList: "Members",
		add: "Add somebody",
		leadsIt: ({ name }) => `${name} leads the team`,
		leadShort: "Leader",
		removeMember: ({ name }) => `Take ${name} out of the team`,
		touches: "Boards that these people have open follow at once.",
		delete: "Delete team…",
		deleteTitle: ({ name }) => `Delete ${name}?`,
		deleteText: ({ n }) => n === 0 ? "This team has no opportunities." : `${n} ${plural(n, "opportunity goes", "opportunities go")} to the team that you choose.`,
		deletePeople: "Its people stay, only without this team.",
		moveTo: "Move opportunities to",
		deleteSubmit: "Delete team"
	},
	errors: {
		rules: {
			required: "A value is needed.",
			blank: "It must not be blank.",
			tooLong: ({ max }) => `It is longer than ${max} characters.`,
			tooShort: ({ min }) => `It needs at least ${min} characters.`,
			notStorable: "It has characters that cannot be used.",
			notFound: "Not found, or not shared with you.",
			notDecimal: "A number is written like 1250000.5, without group marks.",
			moneyRange: "An amount must be from 0 to less than 1,000,000,000,000,000.",
			moneyDigits: ({ currency, digits }) => Number(digits) === 0 ? `${currency} has no minor digits.` : `${currency} has at most ${digits} minor ${plural(Number(digits), "digit", "digits")}.`,
			unknownCurrency: ({ currency }) => `There is no currency ${currency}.`,
			currencyMismatch: "This is not the currency of the amount.",
			notDay: "There is no such day. Write it like 2026-11-23.",
			probabilityRange: "A probability is from 0 to 1, with at most four digits.",
			probabilityClosed: "The probability of a closed opportunity is fixed.",
			stageOfOtherPipeline: "This stage does not belong to that pipeline.",
			stageGone: "This stage no longer exists.",
			lostReasonRequired: "A lost reason is needed.",
			lostReasonOnlyWhenLost: "Only a lost opportunity has a lost reason.",
			taken: "It exists already.",
			notYourTeam: "You can choose only your own teams.",
			notYourPerson: "You can assign only to people in your own teams.",
			notAllowed: "You may not do this.",
			amountsHidden: "You may neither see nor write amounts.",
			closedOwner: "Only a manager changes the owner of a closed opportunity.",
			inactivePerson: "This person no longer works here.",
			readOnlyPerson: "This person may only read, and can take over no work.",
			lastAdministrator: "This is the last administrator. Make somebody else one first.",
			notTheirTeam: "The main team must be one of their teams.",
			handOverWanted: "This person has open opportunities: say who takes them over.",
			handOverToSelf: "Say somebody else who takes over.",
			deactivateSelf: "You cannot deactivate yourself. Ask another administrator.",
			stillInvited: "This person has not accepted yet. Withdraw the invitation instead.",
			notInvited: "This person can sign in already and needs no invitation.",
			teamInUse: "The team has opportunities: say which team they go to.",
			moveToItself: "Choose another team.",
			staleMove: "Somebody else has moved this opportunity.",
			staleEdit: "Somebody else has edited it at the same time.",
			notClosed: "The opportunity is open.",
			notDeleted: "The opportunity is not deleted.",
			kindInUse: "The stage has held opportunities, so its kind is fixed.",
			stageInUse: "The stage holds opportunities: say where they go.",
			moveToSameKind: "The receiving stage must be of the same kind and pipeline.",
			lastOpenStage: "A pipeline needs at least one open stage.",
			currencyInUse: "There are amounts already, so the currency is fixed.",
			inUse: "It is in use and cannot be deleted.",
			unknownTimeZone: "There is no such time zone.",
			tooMany: ({ max }) => `There can be at most ${max}.`,
			notEmail: "This is not an email address.",
			outOfRange: ({ min, max }) => `It must be from ${min} to ${max}.`,
			keyReused: "This key was used for another request.",
			expiryRange: "The expiry must be in the future, within a year.",
			keyEnded: "This key has ended. Make a new one.",
			neighbourUnknown: "The neighbouring card is not in this column.",
			wrongColumnCount: "The row does not have as many cells as the header."
		},
		input: {
			notDateTime: "A moment is written like 2026-11-25T01:02:03Z.",
			notDate: "There is no such day. Write it like 2026-11-23.",
			notDecimal: "A number is written like \"1250000.5\", without group marks.",
			notCurrencyCode: "A currency is three capital letters, like VND.",
			notStorable: "It has characters that cannot be used.",
			pageSize: ({ max }) => `A page has from 0 to ${max} entries.`,
			pageBothWays: "Use first or last, not both.",
			foreignCursor: "This cursor is not of this list. Read it again from the first page.",
			deadCursor: "The feed cannot go on from this cursor. Read the board again.",
			filterTooDeep: ({ max }) => `The filter is nested deeper than ${max} levels.`,
			variablesTooDeep: ({ max }) => `The variables are nested deeper than ${max} levels.`,
			filterTooLarge: ({ max }) => `The filter has more than ${max} conditions.`,
			listTooLong: ({ max }) => `A list has more than ${max} entries.`,
			searchTooLong: ({ max }) => `The search is longer than ${max} characters.`,
			amountsHidden: "You may not see amounts, so they are not yours to filter or sort by.",
			relevanceAlone: "RELEVANCE stands alone in orderBy."
		},
		cost: {
			tooMuch: ({ requested, most, at }) => `This query may cost ${requested} points; ${most} is the most. The dearest part is at ${at}.`,
			smallerPage: ({ at, first }) => `With first: ${first} at ${at} it fits.`,
			split: "Ask for that part by itself, with smaller pages."
		},
		top: {
			GRAPHQL_PARSE_FAILED: "The GraphQL document could not be parsed.",
			GRAPHQL_VALIDATION_FAILED: "The GraphQL document does not fit the schema.",
			BAD_USER_INPUT: "The input is not right.",
			OPERATION_RESOLUTION_FAILURE: "It is unclear which operation to run.",
			UNAUTHENTICATED: "Please sign in.",
			FORBIDDEN: "You may not do this.",
			NOT_FOUND: "Not found, or not shared with you.",
			QUERY_TOO_COMPLEX: "This query is too large. Split it.",
			THROTTLED: "Too many requests. Try again in a moment.",
			PAYLOAD_TOO_LARGE: "The request is too large.",
			UNSUPPORTED_MEDIA_TYPE: "This media type is not supported.",
			METHOD_NOT_ALLOWED: "This method is not allowed here.",
			SERVICE_UNAVAILABLE: "The server is busy. Try again in a moment.",
			TIMEOUT: "The server took too long to answer.",
			CONFLICT: "Something else has changed meanwhile.",
			INTERNAL_SERVER_ERROR: "Something unexpected went wrong."
		},
		network: "The server cannot be reached.",
		unknown: "Something unexpected went wrong."
	}
};
// ../../packages/words/src/en/index.ts
var en = {
	...basics$1,
	...work$1
};
// ../../packages/words/src/rule.ts
/** The sentence behind a refusal, in the language of these messages: every rule of the domain has one. */
function sayRule(words, rule, params = {}) {
	const sentence = words.errors.rules[rule];
	return typeof sentence === "string" ? sentence : sentence(params);
}
// ../../packages/words/src/vi/basics.ts
/** What every page needs, before anybody is signed in: kept small, it is on the way to the first paint. */
var basics = {
	kit: {
		save: "Lưu",
		cancel: "Huỷ",
		close: "Đóng",
		done: "Xong",
		create: "Tạo",
		edit: "Sửa",
		delete: "Xoá",
		undo: "Hoàn tác",
		retry: "Thử lại",
		reload: "Tải lại",
		back: "Quay lại",
		more: "Mục khác",
		copy: "Chép",
		copied: "Đã chép",
		clear: "Xoá ô này",
		search: "Tìm",
		none: "Chưa có",
		yes: "Có",
		no: "Không",
		optional: "không bắt buộc",
		loading: "Đang tải…",
		saving: "Đang lưu…",
		saved: "Đã lưu",
		waiting: "Đang chờ gửi",
		noResults: "Không có kết quả",
		resultsCount: ({ n }) => `${n} kết quả`,
		searchFailed: "Không tìm được lúc này",
		createOption: ({ text }) => `Tạo “${text}”`,
		remove: ({ what }) => `Bỏ ${what}`,
		editField: ({ field }) => `Sửa ${field}`,
		moreFor: ({ what }) => `Mục khác: ${what}`,
		andMore: ({ n }) => `và ${n} người nữa`,
		notifications: "Thông báo",
		dismiss: "Đóng thông báo",
		showPassword: "Hiện mật khẩu",
		hidePassword: "Ẩn mật khẩu",
		openCalendar: "Mở lịch",
		calendar: "Lịch",
		previousMonth: "Tháng trước",
		nextMonth: "Tháng sau",
		today: "Hôm nay",
		dateExample: "Ví dụ 23/11/2026",
		dateUnreadable: "Chưa đọc được ngày này. Viết như 23/11/2026.",
		dateNoSuchDay: ({ month, days }) => `Tháng ${month} chỉ có ${days} ngày.`,
		moneyExample: "Ví dụ 850 tr hoặc 4,25 tỷ",
		moneyUnreadable: "Chưa đọc được số tiền này. Viết như 1.250.000 hoặc 4,25 tỷ.",
		fieldRequired: "Cần điền ô này.",
		errorLoad: ({ what }) => `Không tải được ${what}`,
		errorRequestId: ({ id }) => `Mã yêu cầu ${id}`,
		conflictMine: "Của bạn",
		conflictTheirs: ({ name }) => `Của ${name}`,
		conflictBefore: "Trước đó"
	},
	shell: {
		mainNavigation: "Điều hướng chính",
		skipToContent: "Tới nội dung chính",
		home: "Mekong, về bảng",
		nav: {
			board: "Bảng",
			list: "Danh sách",
			settings: "Cài đặt"
		},
		createOpportunity: "Cơ hội mới",
		viewSwitch: "Kiểu xem",
		signOut: "Đăng xuất",
		account: "Tài khoản",
		language: "Ngôn ngữ",
		languageNames: {
			vi: "Tiếng Việt",
			en: "English"
		},
		theme: "Giao diện",
		themes: {
			system: "Theo máy",
			light: "Sáng",
			dark: "Tối"
		},
		live: {
			on: "Trực tiếp",
			catching: "Đang bắt kịp",
			off: "Ngoại tuyến",
			onHint: "Mọi thay đổi hiện ra ngay khi có.",
			catchingHint: "Đang tải những thay đổi vừa qua.",
			offHint: "Bạn vẫn làm tiếp được, thay đổi sẽ gửi sau.",
			waiting: ({ n }) => `${n} đang chờ`,
			waitingLong: ({ n }) => `${n} thay đổi đang chờ gửi`,
			since: ({ time }) => `Ngoại tuyến từ ${time}.`,
			rightsChanged: "Quyền của bạn vừa đổi. Bảng đã tải lại.",
			sayOffline: "Ngoại tuyến. Bạn vẫn làm tiếp được, thay đổi sẽ gửi sau.",
			sayOnline: ({ n }) => n === 0 ? "Đã kết nối lại" : `Đã kết nối lại, đã gửi ${n} thay đổi`
		},
		signedOut: "Bạn đã bị đăng xuất. Đăng nhập lại để tiếp tục, phần đang viết vẫn còn.",
		newVersion: "Có bản mới. Tải lại khi tiện.",
		pages: {
			notFoundTitle: "Không tìm thấy, hoặc bạn chưa được xem",
			notFoundText: "Nhờ trưởng đội chia sẻ nếu bạn cần.",
			errorTitle: "Có lỗi ngoài dự kiến",
			errorText: "Những gì đã lưu vẫn còn. Hãy thử lại.",
			unreachableTitle: "Chưa kết nối được máy chủ",
			unreachableText: "Kiểm tra mạng rồi thử lại.",
			toBoard: "Về bảng",
			noPipelineTitle: "Chưa có quy trình nào",
			noPipelineText: "Quản trị viên tạo quy trình đầu tiên trong phần cài đặt."
		},
		keys: {
			title: "Phím tắt",
			lettersOn: "Dùng phím chữ",
			lettersHint: "Tắt nếu phím chữ vướng với bộ gõ hoặc phần mềm đọc màn hình.",
			groups: {
				go: "Đi tới",
				card: "Trên thẻ",
				board: "Trên bảng",
				lift: "Khi đang nhấc thẻ",
				always: "Ở mọi nơi"
			},
			goBoard: "Bảng",
			goList: "Danh sách",
			goSettings: "Cài đặt",
			help: "Bảng phím tắt này",
			filter: "Lọc",
			closeLayer: "Đóng lớp trên cùng",
			create: "Cơ hội mới",
			nextCard: "Thẻ sau, thẻ trước",
			nextColumn: "Cột sau, cột trước",
			ends: "Đầu cột, cuối cột",
			pages: "Mười thẻ",
			open: "Mở bên cạnh",
			openPage: "Mở trang riêng",
			lift: "Nhấc thẻ",
			moveTo: "Chuyển tới…",
			previousStage: "Giai đoạn trước",
			nextStage: "Giai đoạn sau",
			edit: "Sửa tiêu đề",
			assign: "Giao cho",
			closeDate: "Đổi ngày chốt",
			won: "Thành công",
			lost: "Thất bại",
			liftMove: "Chọn giai đoạn và vị trí",
			liftStage: "Tới giai đoạn thứ mấy",
			liftEnds: "Đầu cột, cuối cột",
			liftDrop: "Thả",
			liftCancel: "Trả về chỗ cũ",
			afterwards: "rồi",
			or: "hoặc",
			space: "Cách"
		}
	},
	signIn: {
		pageTitle: "Đăng nhập",
		title: "Chào bạn trở lại",
		lead: "Đăng nhập để xem bảng của đội mình.",
		email: "Email",
		password: "Mật khẩu",
		submit: "Đăng nhập",
		submitting: "Đang đăng nhập…",
		demoTitle: "Bản dùng thử: chọn một vai",
		cookieHint: "Phiên đăng nhập dùng cookie của máy chủ này, không gửi đi đâu khác.",
		languageSwitch: "Ngôn ngữ / Language",
		wrong: "Email hoặc mật khẩu chưa đúng. Thử lại nhé.",
		throttled: ({ seconds }) => `Đã thử nhiều lần. Thử lại sau ${seconds} giây.`,
		throttleOver: "Bạn có thể thử lại.",
		unreachable: "Chưa kết nối được máy chủ. Kiểm tra mạng rồi thử lại.",
		failed: "Máy chủ chưa trả lời được. Thử lại sau ít phút.",
		emailMissing: "Điền email của bạn.",
		passwordMissing: "Điền mật khẩu.",
		signedOutNotice: "Bạn đã bị đăng xuất. Đăng nhập lại để tiếp tục, phần đang viết vẫn còn.",
		/** The picture beside the form: three made-up sales. */
		art: {
			holding: ({ name }) => `${name} đang kéo`,
			wonAt: "Thắng lúc 09:41",
			office: {
				title: "Thi công văn phòng tầng 12",
				company: "Dược Hoa Sen Trắng"
			},
			hotel: {
				title: "Nội thất 42 phòng khách sạn",
				company: "Du lịch Bến Ninh Kiều"
			},
			kitchens: {
				title: "Tủ bếp 64 căn, đợt 2",
				company: "Địa ốc Vườn Ven Sông"
			}
		}
	},
	setup: {
		pageTitle: "Thiết lập Mekong",
		title: "Thiết lập Mekong",
		lead: "Vài điều về tổ chức và tài khoản quản trị đầu tiên.",
		organizationLegend: "Tổ chức",
		organizationName: "Tên tổ chức",
		currency: "Tiền tệ",
		currencyHint: "Cố định sau khi có số tiền đầu tiên.",
		timeZone: "Múi giờ",
		timeZoneHint: "Quyết định hôm nay là ngày nào trên bảng và báo cáo.",
		locale: "Ngôn ngữ",
		administratorLegend: "Quản trị viên đầu tiên",
		name: "Họ và tên",
		email: "Email",
		password: "Mật khẩu",
		passwordHint: "Ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất.",
		submit: "Tạo tổ chức",
		submitting: "Đang tạo…",
		expiredTitle: "Liên kết này không còn dùng được",
		expiredText: "Liên kết đã được dùng hoặc quá 24 giờ. Khởi động lại máy chủ để có liên kết mới.",
		toSignIn: "Tới trang đăng nhập",
		failed: "Chưa tạo được. Thử lại sau ít phút.",
		fixFields: ({ n }) => `Có ${n} chỗ cần sửa.`
	},
	invitation: {
		title: ({ organization }) => `Vào ${organization}`,
		lead: ({ email }) => `Bạn sẽ đăng nhập bằng ${email}.`,
		name: "Họ và tên",
		password: "Mật khẩu",
		passwordHint: "Ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất.",
		submit: "Nhận lời mời",
		submitting: "Đang vào…",
		goneTitle: "Liên kết này không còn dùng được",
		goneText: "Liên kết đã được dùng, đã hết hạn hoặc đã bị thu hồi. Hãy xin quản trị viên một liên kết mới.",
		toSignIn: "Tới trang đăng nhập",
		failed: "Chưa vào được. Thử lại sau ít phút.",
		fixFields: ({ n }) => `Có ${n} chỗ cần sửa.`
	},
	domain: {
		pipeline: "quy trình",
		board: "bảng",
		stage: "giai đoạn",
		opportunity: "cơ hội",
		company: "công ty",
		contact: "người liên hệ",
		owner: "người phụ trách",
		team: "đội",
		lostReason: "lý do thất bại",
		apiKey: "khóa API",
		opportunities: ({ n }) => `${n} cơ hội`,
		roles: {
			REP: "nhân viên bán hàng",
			TEAM_LEADER: "trưởng đội",
			MANAGER: "quản lý",
			ADMINISTRATOR: "quản trị",
			READ_ONLY: "chỉ xem"
		},
		roleShort: {
			REP: "Nhân viên",
			TEAM_LEADER: "Trưởng đội",
			MANAGER: "Quản lý",
			ADMINISTRATOR: "Quản trị",
			READ_ONLY: "Chỉ xem"
		},
		visibility: {
			OWN: "việc của mình",
			TEAM: "việc của đội",
			ALL: "tất cả"
		},
		stageKinds: {
			OPEN: "Đang mở",
			WON: "Thành công",
			LOST: "Thất bại"
		},
		status: {
			OPEN: "Đang mở",
			WON: "Thành công",
			LOST: "Thất bại"
		},
		fields: {
			title: "tiêu đề",
			description: "mô tả",
			pipeline: "quy trình",
			stage: "giai đoạn",
			status: "trạng thái",
			amount: "số tiền",
			currency: "tiền tệ",
			probability: "xác suất",
			owner: "người phụ trách",
			team: "đội",
			company: "công ty",
			contact: "người liên hệ",
			source: "nguồn",
			medium: "phương tiện",
			campaign: "chiến dịch",
			tags: "nhãn",
			expectedCloseDate: "ngày chốt",
			lostReason: "lý do thất bại",
			lostNote: "ghi chú thất bại",
			externalId: "mã ngoài",
			name: "tên",
			email: "email",
			phone: "điện thoại",
			domain: "tên miền",
			address: "địa chỉ",
			jobTitle: "chức vụ",
			kind: "loại",
			colour: "màu",
			rottenAfterDays: "số ngày chờ"
		}
	}
};
// ../../packages/words/src/vi/work.ts
/** What the screens behind the sign-in add. */
var work = {
	audit: {
		title: "Nhật ký",
		lead: "Ai đã làm gì, lúc nào, từ đâu. Không sửa và không xoá được.",
		empty: "Chưa có gì trong nhật ký",
		emptyFiltered: "Không có mục nào khớp",
		forbidden: "Chỉ quản trị viên xem được nhật ký.",
		filters: "Lọc nhật ký",
		person: "Người làm",
		anybody: "Mọi người",
		action: "Việc",
		anyAction: "Mọi việc",
		outcome: "Kết quả",
		anyOutcome: "Tất cả",
		refusedOnly: "Bị từ chối",
		doneOnly: "Đã làm",
		from: "Từ ngày",
		until: "Đến ngày",
		clear: "Bỏ lọc",
		onlyOf: ({ subject }) => `Chỉ xem ${subject}`,
		about: ({ subject }) => `Về ${subject}`,
		server: "Máy chủ",
		unknown: "Không rõ ai",
		byKey: ({ name }) => `khóa “${name}”`,
		refused: "Bị từ chối",
		changed: ({ field, from, to }) => `${field}: ${from} → ${to}`,
		set: ({ field, to }) => `${field}: ${to}`,
		nothing: "trống",
		hidden: "đã đổi",
		yes: "có",
		no: "không",
		moreChanges: ({ n }) => `và ${n} mục nữa`,
		loadMore: "Xem thêm",
		actions: {
			CREATE_OPPORTUNITY: "Tạo cơ hội",
			UPDATE_OPPORTUNITY: "Sửa cơ hội",
			MOVE_OPPORTUNITY: "Chuyển cơ hội",
			REOPEN_OPPORTUNITY: "Mở lại cơ hội",
			DELETE_OPPORTUNITY: "Xoá cơ hội",
			RESTORE_OPPORTUNITY: "Khôi phục cơ hội",
			IMPORT_OPPORTUNITIES: "Nhập cơ hội từ tệp",
			CREATE_COMPANY: "Tạo công ty",
			UPDATE_COMPANY: "Sửa công ty",
			DELETE_COMPANY: "Xoá công ty",
			CREATE_CONTACT: "Tạo người liên hệ",
			UPDATE_CONTACT: "Sửa người liên hệ",
			DELETE_CONTACT: "Xoá người liên hệ",
			CREATE_PIPELINE: "Tạo quy trình",
			UPDATE_PIPELINE: "Sửa quy trình",
			CREATE_STAGE: "Thêm giai đoạn",
			UPDATE_STAGE: "Sửa giai đoạn",
			MOVE_STAGE: "Xếp lại giai đoạn",
			DELETE_STAGE: "Bỏ giai đoạn",
			CREATE_LOST_REASON: "Thêm lý do thất bại",
			UPDATE_LOST_REASON: "Sửa lý do thất bại",
			UPDATE_ORGANIZATION: "Sửa tổ chức",
			UPDATE_VIEWER: "Sửa cài đặt của mình",
			CREATE_API_KEY: "Tạo khóa API",
			ROTATE_API_KEY: "Đổi khóa API",
			REVOKE_API_KEY: "Thu hồi khóa API",
			ADD_USER: "Thêm người",
			INVITE_USER: "Mời người",
			RESEND_INVITATION: "Gửi lại lời mời",
			REVOKE_INVITATION: "Rút lời mời",
			ACCEPT_INVITATION: "Nhận lời mời",
			UPDATE_USER: "Sửa người",
			DEACTIVATE_USER: "Ngừng tài khoản",
			REACTIVATE_USER: "Mở lại tài khoản",
			CREATE_TEAM: "Tạo đội",
			UPDATE_TEAM: "Sửa đội",
			DELETE_TEAM: "Xoá đội",
			SET_UP: "Thiết lập ban đầu",
			SIGN_IN: "Đăng nhập",
			SIGN_OUT: "Đăng xuất",
			REVOKE_SESSION: "Kết thúc phiên",
			REVOKE_SESSIONS: "Kết thúc các phiên",
			CHANGE_PASSWORD: "Đổi mật khẩu",
			REQUEST_PASSWORD_RESET: "Xin đặt lại mật khẩu",
			RESET_PASSWORD: "Đặt lại mật khẩu",
			ENABLE_TWO_FACTOR: "Bật xác thực hai lớp",
			DISABLE_TWO_FACTOR: "Tắt xác thực hai lớp",
			CLEAR_TWO_FACTOR: "Gỡ bước xác thực thứ hai",
			ADD_PASSKEY: "Thêm khóa truy cập",
			DELETE_PASSKEY: "Bỏ khóa truy cập",
			LINK_ACCOUNT: "Nối tài khoản ngoài",
			UNLINK_ACCOUNT: "Gỡ tài khoản ngoài",
			RESTORE_BACKUP: "Khôi phục bản sao lưu"
		},
		refusals: {
			FORBIDDEN: "không đủ quyền",
			INVALID: "sai quy tắc",
			NOT_FOUND: "không có",
			CONFLICT: "người khác vừa đổi",
			LIMIT_EXCEEDED: "quá giới hạn",
			INVALID_CREDENTIALS: "sai email hoặc mật khẩu",
			THROTTLED: "thử quá nhiều lần"
		},
		/** Fields that no other screen names. */
		fields: {
			rank: "vị trí trong cột",
			position: "vị trí",
			preset: "mẫu",
			color: "màu",
			isFolded: "gập trên bảng",
			isArchived: "không dùng nữa",
			timeZone: "múi giờ",
			locale: "ngôn ngữ",
			organization: "tổ chức",
			role: "vai trò",
			visibility: "được xem",
			seesAmounts: "xem số tiền",
			mainTeam: "đội chính",
			teams: "các đội",
			members: "thành viên",
			leader: "trưởng đội",
			isActive: "đang hoạt động",
			user: "chủ khóa",
			prefix: "đầu khóa",
			scopes: "phạm vi",
			expiresAt: "hết hạn",
			previousUntil: "khóa cũ dùng đến",
			revokedAt: "thu hồi lúc",
			lastUsedAt: "dùng lần cuối",
			lastUsedAddress: "dùng lần cuối từ",
			deletedAt: "xoá lúc",
			closedAt: "đóng lúc",
			probabilitySource: "xác suất từ",
			handOverTo: "giao việc cho"
		}
	},
	board: {
		pageTitle: ({ pipeline }) => `Bảng ${pipeline}`,
		choosePipeline: "Chọn quy trình",
		editPipeline: "Sửa quy trình này",
		weighted: ({ amount }) => `${amount} theo xác suất`,
		sumOf: ({ count, amount }) => `${count} cơ hội, ${amount}`,
		mixedCurrencies: "Có nhiều loại tiền",
		mixedCurrenciesHint: ({ currency }) => `Tổng ở đầu cột chỉ tính ${currency}; phần khác ở dưới.`,
		noAmounts: "Bạn chưa được xem số tiền.",
		addTo: ({ stage }) => `Thêm vào ${stage}`,
		columnMenu: ({ stage }) => `Mục khác của ${stage}`,
		fold: "Gập cột",
		unfold: "Mở cột",
		emptyColumn: "Chưa có cơ hội nào ở đây",
		emptyColumnHint: "Kéo thẻ tới, hoặc tạo mới.",
		emptyFilter: "Không có cơ hội nào khớp bộ lọc",
		shown: ({ shown, total }) => `${shown} trong ${total}`,
		loadMore: ({ n }) => `Xem thêm ${n}`,
		card: {
			stay: ({ days }) => `ở giai đoạn này ${days} ngày`,
			late: ({ days, limit }) => `đã ${days} ngày, quá mức ${limit} ngày của giai đoạn`,
			overdue: "đã quá ngày chốt",
			noAmount: "Chưa có số tiền",
			pending: "Đang chờ máy chủ xác nhận",
			wonAt: ({ time }) => `Thắng ${time}`
		},
		move: {
			action: "Chuyển tới…",
			title: ({ title }) => `Chuyển ${title}`,
			stageGroup: "Chuyển tới giai đoạn",
			placeGroup: "Vị trí",
			toTop: "Lên đầu cột",
			toBottom: "Xuống cuối cột",
			up: "Lên một chỗ",
			down: "Xuống một chỗ",
			here: "đang ở đây",
			keyHint: ({ title }) => `Đang chuyển ${title}`,
			hintStage: "giai đoạn",
			hintPlace: "vị trí",
			hintDrop: "thả",
			hintPutBack: "trả lại"
		},
		gate: {
			ok: "Được",
			okHint: "Thả vào đây",
			refused: "Không từ đây",
			askReason: "Sẽ hỏi lý do",
			readOnly: "Bạn chỉ được xem"
		},
		lost: {
			title: "Vì sao thất bại?",
			reason: "Lý do thất bại",
			note: "Ghi chú",
			putBack: "Trả về chỗ cũ",
			submit: "Đánh dấu thất bại",
			noReasons: "Chưa có lý do nào. Quản trị viên thêm trong phần cài đặt."
		},
		actions: {
			won: "Thành công",
			lost: "Thất bại…",
			reopen: "Mở lại",
			open: "Mở bên cạnh",
			openPage: "Mở trang riêng",
			copyLink: "Chép liên kết",
			linkCopied: "Đã chép liên kết",
			delete: "Xoá"
		},
		conflict: {
			text: ({ name, stage, ago }) => `${name} đã chuyển cơ hội này sang ${stage}, ${ago}.`,
			yours: ({ stage }) => `Bạn đang thả vào ${stage}.`,
			leaveIt: "Để nguyên",
			moveAnyway: "Vẫn chuyển"
		},
		toast: {
			moved: ({ title, stage }) => `Đã chuyển ${title} sang ${stage}`,
			refused: "Không chuyển được, thẻ về chỗ cũ",
			created: ({ title }) => `Đã tạo ${title}`,
			deleted: ({ title }) => `Đã xoá ${title}`,
			restored: ({ title }) => `Đã khôi phục ${title}`,
			reopened: ({ title, stage }) => `Đã mở lại ${title} ở ${stage}`,
			restore: "Khôi phục",
			cardGone: "Cơ hội này không còn ở đây",
			needsLine: "Đánh dấu thất bại và xoá cần có mạng."
		},
		presence: {
			here: ({ names }) => `Đang ở đây: ${names}`,
			nobody: "Chỉ có bạn ở đây",
			holding: ({ name }) => `${name} đang kéo`,
			editing: ({ name, field }) => `${name} đang sửa ${field}`,
			viewing: ({ name }) => `${name} đang xem`
		},
		filter: {
			add: "Lọc",
			clear: "Bỏ hết lọc",
			search: "Tìm trên bảng",
			searchHint: "Tìm tiêu đề, công ty, người liên hệ",
			owner: "Người phụ trách",
			me: "Tôi",
			team: "Đội",
			closeDate: "Ngày chốt",
			tag: "Nhãn",
			from: ({ date }) => `từ ${date}`,
			until: ({ date }) => `đến ${date}`,
			between: ({ from, until }) => `${from} đến ${until}`,
			fromField: "Từ ngày",
			untilField: "Đến ngày",
			anybody: "Ai cũng được",
			anyTeam: "Đội nào cũng được",
			anyTime: "Lúc nào cũng được",
			found: ({ n }) => `${n} cơ hội khớp`
		},
		sort: {
			label: "Thứ tự",
			manual: "Thứ tự tay",
			amount: "Số tiền, lớn trước",
			closeDate: "Ngày chốt, gần trước",
			age: "Ở lâu trước",
			title: "Tiêu đề, A đến Z",
			newest: "Mới tạo trước",
			handOff: "Kéo để đổi chỗ chỉ có ở thứ tự tay."
		},
		quickCreate: {
			title: "Cơ hội mới",
			inStage: ({ stage }) => `Cơ hội mới ở ${stage}`,
			name: "Tiêu đề",
			namePlaceholder: "Khách cần gì?",
			company: "Công ty",
			amount: "Số tiền",
			stage: "Giai đoạn",
			submit: "Tạo",
			hint: "Enter để lưu và viết tiếp, Esc để thôi",
			titleMissing: "Cần có tiêu đề."
		},
		newStageGone: "Giai đoạn này vừa bị bỏ.",
		readOnlyHint: "Bạn chỉ được xem bảng này.",
		say: {
			card: ({ title, amount, stage, i, n }) => `${[
				title,
				...amount === null ? [] : [amount],
				stage
			].join(", ")}, vị trí ${i} trong ${n}`,
			lift: ({ title }) => `Đã nhấc ${title}. Dùng mũi tên để chọn chỗ, phím cách để thả, Escape để trả lại.`,
			overOk: ({ stage, i }) => `${stage}, vị trí ${i}: được`,
			overRefused: ({ stage, reason }) => `${stage}: không được, ${reason}`,
			moved: ({ title, stage, i }) => `Đã chuyển ${title} sang ${stage}, vị trí ${i}.`,
			back: ({ title, stage, reason }) => `${title} trở về ${stage}. ${reason}`,
			conflict: ({ name, title, stage }) => `${name} vừa chuyển ${title} sang ${stage}. Để nguyên hay vẫn chuyển?`,
			remote: ({ n }) => `${n} thay đổi trên bảng`,
			heldMoved: ({ name, stage }) => `${name} đã chuyển thẻ bạn đang cầm. Thẻ ở ${stage}.`,
			filtered: ({ n }) => `Còn ${n} cơ hội`,
			column: ({ stage, i, n }) => `${stage}, cột ${i} trong ${n}`
		}
	},
	opportunity: {
		untitled: "Cơ hội",
		previous: "Cơ hội trước",
		next: "Cơ hội sau",
		openPage: "Mở trang riêng",
		copyLink: "Chép liên kết",
		linkCopied: "Đã chép liên kết",
		stages: "Các giai đoạn",
		stageDays: ({ days }) => `${days} ngày`,
		daysIn: ({ days, stage }) => `${days} ngày ở ${stage}`,
		moveTo: "Chuyển sang",
		about: ({ title }) => `Về ${title}`,
		details: "Thông tin",
		moreDetails: "Thêm thông tin",
		descriptionEmpty: "Viết mô tả…",
		fields: {
			title: "Tiêu đề",
			description: "Mô tả",
			amount: "Số tiền",
			probability: "Xác suất",
			expectedCloseDate: "Ngày chốt",
			owner: "Phụ trách",
			team: "Đội",
			company: "Công ty",
			contact: "Liên hệ",
			source: "Nguồn",
			medium: "Phương tiện",
			campaign: "Chiến dịch",
			tags: "Nhãn",
			externalId: "Mã ngoài",
			pipeline: "Quy trình",
			created: "Tạo lúc",
			closed: "Đóng lúc",
			lostReason: "Lý do thất bại",
			lostNote: "Ghi chú thất bại",
			weighted: "Theo xác suất"
		},
		empty: {
			amount: "Chưa có số tiền",
			expectedCloseDate: "Chưa có ngày",
			owner: "Chưa giao",
			team: "Chưa có đội",
			company: "Chưa có công ty",
			contact: "Chưa có người liên hệ",
			source: "Chưa rõ nguồn",
			text: "Chưa có"
		},
		probabilityFromStage: "theo giai đoạn",
		probabilityManual: "đặt tay",
		probabilityReset: "Lấy theo giai đoạn",
		probabilityInvalid: "Từ 0 đến 100.",
		overdue: "đã quá ngày",
		actions: {
			won: "Thành công",
			lost: "Thất bại",
			reopen: "Mở lại",
			moveTo: "Chuyển tới…",
			delete: "Xoá cơ hội"
		},
		deleteDialog: {
			title: ({ title }) => `Xoá ${title}?`,
			text: "Cơ hội rời khỏi bảng. Bạn khôi phục được trong 30 ngày.",
			submit: "Xoá"
		},
		deleted: {
			banner: ({ name, time }) => `${name} đã xoá cơ hội này ${time}.`,
			bannerPlain: "Cơ hội này đã bị xoá. Ở đây chỉ còn để xem.",
			restore: "Khôi phục"
		},
		left: "Cơ hội này không còn được chia sẻ với bạn.",
		conflict: {
			title: ({ field }) => `${field} vừa được đổi`,
			text: ({ name }) => `${name} đã đổi cùng lúc với bạn. Chọn giá trị để giữ.`,
			mine: "Giữ của tôi",
			theirs: ({ name }) => `Giữ của ${name}`,
			mineLabel: "Của bạn",
			theirsLabel: ({ name }) => `Của ${name}`,
			beforeLabel: "Trước đó",
			somebody: "Đồng nghiệp"
		},
		company: {
			choose: "Chọn công ty",
			create: ({ name }) => `Tạo công ty “${name}”`,
			suggested: ({ name }) => `Chọn ${name}`,
			edit: "Sửa công ty",
			name: "Tên công ty",
			domain: "Tên miền",
			phone: "Điện thoại",
			address: "Địa chỉ",
			editHint: "Sửa ở đây là sửa ở mọi cơ hội của công ty này."
		},
		contact: {
			choose: "Chọn người liên hệ",
			create: ({ name }) => `Tạo người liên hệ “${name}”`,
			edit: "Sửa người liên hệ",
			name: "Họ và tên",
			email: "Email",
			phone: "Điện thoại",
			jobTitle: "Chức vụ"
		},
		assign: {
			choose: "Chọn người phụ trách",
			chooseTeam: "Chọn đội",
			toMe: "Giao cho tôi"
		},
		tags: {
			add: "Thêm nhãn",
			create: ({ name }) => `Tạo nhãn “${name}”`
		},
		stays: {
			title: "Thời gian lưu",
			stage: "Giai đoạn",
			entered: "Vào",
			left: "Rời",
			time: "Ở lại",
			now: "đang ở",
			by: ({ name }) => `${name} chuyển tới`
		},
		history: {
			title: "Lịch sử",
			empty: "Chưa có thay đổi nào.",
			loadMore: "Xem cũ hơn",
			somebody: "Hệ thống",
			created: ({ name, stage }) => `${name} tạo ở ${stage}`,
			imported: ({ name }) => `${name} nhập từ tệp`,
			moved: ({ name, from, to }) => `${name} chuyển từ ${from} sang ${to}`,
			won: ({ name }) => `${name} đánh dấu thành công`,
			lost: ({ name, reason }) => `${name} đánh dấu thất bại: ${reason}`,
			reopened: ({ name, stage }) => `${name} mở lại ở ${stage}`,
			reassigned: ({ name, owner }) => `${name} giao cho ${owner}`,
			changed: ({ name, field, from, to }) => `${name} đổi ${field} từ ${from} thành ${to}`,
			set: ({ name, field, to }) => `${name} điền ${field}: ${to}`,
			cleared: ({ name, field }) => `${name} xoá ${field}`,
			edited: ({ name, field }) => `${name} sửa ${field}`,
			deleted: ({ name }) => `${name} xoá cơ hội`,
			restored: ({ name }) => `${name} khôi phục cơ hội`
		},
		editing: ({ name }) => `${name} đang sửa`,
		readOnly: "Bạn chỉ được xem cơ hội này.",
		saved: ({ field }) => `Đã lưu ${field}`,
		notSaved: ({ field }) => `Chưa lưu được ${field}`,
		queued: "Sẽ gửi khi có mạng"
	},
	list: {
		pageTitle: ({ pipeline }) => `Danh sách ${pipeline}`,
		tableLabel: ({ pipeline }) => `Cơ hội trong ${pipeline}`,
		columns: {
			title: "Cơ hội",
			company: "Công ty",
			stage: "Giai đoạn",
			owner: "Phụ trách",
			amount: "Số tiền",
			probability: "Xác suất",
			expectedCloseDate: "Ngày chốt",
			age: "Ở giai đoạn",
			restore: "Khôi phục"
		},
		reverse: "Đảo thứ tự",
		relevance: "Khớp nhất trước",
		reversed: {
			amount: "Số tiền, thấp đến cao",
			closeDate: "Ngày chốt xa nhất trước",
			age: "Mới vào giai đoạn trước",
			title: "Tên, Z đến A",
			newest: "Cũ nhất trước"
		},
		count: ({ shown }) => `${shown} cơ hội`,
		sum: "Tổng",
		weighted: "Theo xác suất",
		totalsHint: "Tổng do máy chủ tính trên mọi dòng.",
		empty: "Chưa có cơ hội nào",
		emptyHint: "Tạo cơ hội đầu tiên cho quy trình này.",
		emptyFilter: "Không có cơ hội nào khớp bộ lọc",
		loadingMore: "Đang tải thêm…",
		deleted: {
			show: "Đã xóa",
			filter: "Đã xóa trong 30 ngày qua",
			empty: "Không có gì bị xóa trong 30 ngày qua",
			leave: "Về danh sách"
		}
	},
	settings: {
		pageTitle: "Cài đặt",
		navigation: "Các phần cài đặt",
		groups: {
			selling: "Bán hàng",
			people: "Con người",
			connect: "Kết nối",
			organization: "Tổ chức",
			personal: "Của bạn"
		},
		sections: {
			pipelines: "Quy trình",
			lostReasons: "Lý do thất bại",
			people: "Người dùng",
			teams: "Đội",
			apiKeys: "Khóa API",
			organization: "Ngôn ngữ và tiền tệ",
			audit: "Nhật ký",
			account: "Tài khoản"
		},
		readOnly: "Chỉ quản trị viên sửa được phần này.",
		pipelines: {
			title: "Quy trình",
			create: "Quy trình mới",
			createTitle: "Quy trình mới",
			empty: "Chưa có quy trình nào",
			name: "Tên quy trình",
			currency: "Tiền tệ",
			preset: "Bắt đầu từ",
			presets: {
				CLASSIC: "Cổ điển",
				CONTRACT: "Hợp đồng",
				EMPTY: "Trống"
			},
			presetHints: {
				CLASSIC: "Triển vọng, Cơ hội, Đã thẩm định, Đề xuất, Thành công, Thất bại",
				CONTRACT: "Mới, Đã thẩm định, Đề xuất, Đàm phán hợp đồng, Thành công, Kiểm tra lại, Thất bại",
				EMPTY: "Một giai đoạn đang mở, Thành công và Thất bại"
			},
			rename: "Đổi tên",
			stagesCount: ({ n }) => `${n} giai đoạn`,
			openBoard: "Mở bảng"
		},
		stages: {
			title: "Giai đoạn",
			lead: "Thứ tự ở đây là thứ tự trên mọi bảng",
			add: "Giai đoạn",
			addTitle: "Giai đoạn mới",
			columns: {
				name: "Tên",
				kind: "Loại",
				probability: "Xác suất",
				rottenAfterDays: "Quá lâu sau",
				now: "Hiện có",
				folded: "Gập"
			},
			name: "Tên",
			kind: "Loại",
			probability: "Xác suất",
			probabilityInvalid: "Từ 0 đến 100.",
			rottenAfterDays: "Quá lâu sau, ngày",
			rottenHint: "Để trống nếu không cần nhắc.",
			rottenInvalid: "Số ngày từ 1 đến 3650.",
			colour: "Màu",
			colours: {
				BLUE: "Xanh xám",
				CYAN: "Xanh nước",
				VIOLET: "Tím",
				AMBER: "Cam",
				PINK: "Hồng",
				GREEN: "Xanh lá",
				GREY: "Xám"
			},
			folded: "Gập trên bảng",
			moveUp: ({ stage }) => `Đưa ${stage} lên trước`,
			moveDown: ({ stage }) => `Đưa ${stage} ra sau`,
			drag: ({ stage }) => `Kéo để xếp ${stage}`,
			sayMoved: ({ stage, i, n }) => `${stage} ở vị trí ${i} trong ${n}`,
			remove: "Bỏ giai đoạn…",
			removeTitle: ({ stage }) => `Bỏ ${stage}?`,
			removeText: ({ n }) => n === 0 ? "Giai đoạn này không có cơ hội nào." : `${n} cơ hội sẽ chuyển sang giai đoạn bạn chọn. Lịch sử vẫn giữ tên cũ.`,
			removeTo: "Chuyển cơ hội sang",
			removeSubmit: "Bỏ giai đoạn",
			removeImpossible: "Cần một giai đoạn khác cùng loại để nhận cơ hội.",
			applyProbabilityTitle: "Đổi cả những cơ hội đang ở đây?",
			applyProbabilityText: ({ n, percent }) => `${n} cơ hội đang mở lấy xác suất theo giai đoạn này. Đổi sang ${percent}?`,
			applyProbabilityYes: "Đổi tất cả",
			applyProbabilityNo: "Chỉ cơ hội mới vào",
			touches: "Mọi bảng đang mở thấy ngay."
		},
		lostReasons: {
			title: "Lý do thất bại",
			lead: "Hỏi mỗi khi một cơ hội thất bại.",
			add: "Thêm lý do",
			name: "Lý do",
			empty: "Chưa có lý do nào",
			archive: "Không dùng nữa",
			unarchive: "Dùng lại",
			archived: "không dùng nữa"
		},
		apiKeys: {
			title: "Khóa API",
			lead: "Một khóa làm được những gì bạn làm được, trong phạm vi bạn chọn.",
			create: "Khóa mới",
			createTitle: "Khóa API mới",
			name: "Dùng để làm gì",
			scopes: "Phạm vi",
			scopeNames: {
				READ_OPPORTUNITIES: "Đọc cơ hội, bảng và dòng sự kiện",
				WRITE_OPPORTUNITIES: "Tạo và sửa cơ hội",
				ADMIN: "Quản trị"
			},
			expires: "Hết hạn",
			expiresOn: ({ date }) => `Hết hạn ${date}`,
			expired: "Đã hết hạn",
			created: ({ date }) => `Tạo ${date}`,
			lastUsed: ({ when }) => `Dùng lần cuối ${when}`,
			neverUsed: "Chưa dùng lần nào",
			secretTitle: "Chép khóa ngay bây giờ",
			secretText: "Khóa chỉ hiện một lần. Máy chủ không giữ bản đọc được.",
			lastUsedFrom: ({ when, address }) => `Dùng lần cuối ${when} từ ${address}`,
			oldUntil: ({ when }) => `Khóa cũ còn dùng đến ${when}`,
			rotate: "Đổi khóa",
			rotateTitle: ({ name }) => `Đổi khóa “${name}”?`,
			rotateText: "Bạn nhận một khóa mới; tên và phạm vi giữ nguyên.",
			overlap: "Khóa cũ",
			overlaps: {
				"24": "Còn dùng được 24 giờ",
				"168": "Còn dùng được 7 ngày",
				"0": "Ngừng ngay"
			},
			everybody: "Của mọi người",
			own: "Của bạn",
			whose: "Xem khóa",
			revoke: "Thu hồi",
			revokeTitle: ({ name }) => `Thu hồi “${name}”?`,
			revokeText: "Chương trình đang dùng khóa này sẽ bị ngắt ngay.",
			revoked: "Đã thu hồi",
			empty: "Chưa có khóa nào"
		},
		organization: {
			title: "Ngôn ngữ và tiền tệ",
			name: "Tên tổ chức",
			currency: "Tiền tệ",
			timeZone: "Múi giờ",
			locale: "Ngôn ngữ mặc định"
		},
		account: {
			title: "Tài khoản",
			name: "Họ và tên",
			email: "Email",
			role: "Vai trò",
			visibility: "Được xem",
			teams: "Đội",
			language: "Ngôn ngữ",
			languageHint: "Cũng là ngôn ngữ của thư và thông báo gửi cho bạn.",
			appearance: "Giao diện",
			letterKeys: "Phím chữ",
			letterKeysHint: "Tắt nếu phím chữ vướng với bộ gõ hoặc phần mềm đọc màn hình.",
			signOut: "Đăng xuất"
		},
		security: {
			password: "Mật khẩu",
			passwordLead: "Đổi mật khẩu sẽ kết thúc mọi phiên đăng nhập khác.",
			current: "Mật khẩu hiện tại",
			next: "Mật khẩu mới",
			nextHint: "Từ 10 đến 200 ký tự.",
			nextInvalid: "Mật khẩu cần từ 10 đến 200 ký tự.",
			currentWrong: "Mật khẩu hiện tại chưa đúng.",
			change: "Đổi mật khẩu",
			changed: "Đã đổi mật khẩu. Các phiên khác đã kết thúc.",
			throttled: ({ seconds }) => `Đã thử nhiều lần. Thử lại sau ${seconds} giây.`,
			twoFactor: "Xác thực hai bước",
			twoFactorLead: "Ngoài mật khẩu, hỏi thêm mã từ một ứng dụng trên điện thoại của bạn.",
			isOn: "Đang bật",
			isOff: "Đang tắt",
			turnOn: "Bật…",
			turnOff: "Tắt…",
			confirmPassword: "Xác nhận bằng mật khẩu",
			scanTitle: "Quét mã này",
			scanText: "Quét bằng ứng dụng xác thực rồi điền mã 6 chữ số mà ứng dụng hiện ra.",
			qr: "Mã QR cho ứng dụng xác thực",
			manual: "Hoặc nhập khóa này bằng tay",
			code: "Mã 6 chữ số",
			codeWrong: "Mã chưa đúng. Kiểm tra rồi thử lại.",
			confirm: "Xác nhận",
			codesTitle: "Giữ các mã dự phòng",
			codesText: "Mỗi mã vào được một lần khi bạn không có điện thoại. Cất ở nơi an toàn: chúng chỉ hiện lần này.",
			newCodes: "Mã dự phòng mới…",
			turnOffTitle: "Tắt xác thực hai bước?",
			turnOffText: "Từ đó chỉ cần mật khẩu để đăng nhập.",
			passkeys: "Khóa truy cập",
			passkeysLead: "Đăng nhập bằng vân tay, khuôn mặt hoặc khóa bảo mật, không cần mật khẩu.",
			passkeysEmpty: "Chưa có khóa truy cập nào",
			passkeyUnnamed: "Khóa truy cập",
			passkeyAdd: "Thêm khóa truy cập",
			passkeyAddTitle: "Thêm khóa truy cập",
			passkeyName: "Tên để nhận ra, ví dụ “Máy tính ở nhà”",
			passkeyMade: ({ date }) => `Thêm ngày ${date}`,
			passkeyFailed: "Chưa thêm được khóa truy cập. Thử lại nhé.",
			passkeyStale: "Để an toàn, hãy đăng xuất và đăng nhập lại rồi thêm khóa.",
			passkeyUnavailable: "Khóa truy cập cần một tên miền: mở Mekong bằng localhost hoặc địa chỉ của nó, không phải bằng số IP.",
			passkeyRemove: "Bỏ",
			passkeyRemoveTitle: ({ name }) => `Bỏ ${name}?`,
			passkeyRemoveText: "Khóa này sẽ không đăng nhập được nữa.",
			sessions: "Phiên đăng nhập",
			sessionsLead: "Nơi tài khoản của bạn đang mở.",
			thisOne: "Phiên này",
			unknownDevice: "Thiết bị không rõ",
			lastActive: ({ when }) => `Dùng lần cuối ${when}`,
			signedIn: ({ when }) => `Đăng nhập ${when}`,
			end: "Kết thúc",
			endOthers: "Kết thúc mọi phiên khác",
			ofPerson: "Đăng nhập và phiên",
			nowhere: "Chưa đăng nhập ở đâu",
			endAll: "Kết thúc mọi phiên",
			clear: "Gỡ xác thực hai bước…",
			clearTitle: ({ name }) => `Gỡ xác thực hai bước của ${name}?`,
			clearText: "Chỉ khi họ đã mất cả điện thoại lẫn mã dự phòng. Các phiên của họ kết thúc, và từ đó chỉ cần mật khẩu để đăng nhập. Họ được báo qua thư.",
			clearNow: "Gỡ",
			ended: "Đã kết thúc."
		}
	},
	people: {
		title: "Người dùng",
		lead: "Ai làm việc ở đây, được làm gì và được xem gì.",
		invite: "Mời người mới",
		search: "Tìm theo tên hoặc email",
		role: "Vai trò",
		everyRole: "Mọi vai trò",
		state: "Tình trạng",
		everyState: "Mọi tình trạng",
		states: {
			INVITED: "Đã mời",
			ACTIVE: "Đang làm việc",
			DEACTIVATED: "Đã nghỉ"
		},
		empty: "Chưa có ai",
		noHits: "Không có ai khớp",
		clear: "Bỏ lọc",
		loadMore: "Xem thêm",
		leads: "trưởng đội",
		noSignIn: "Chưa có đăng nhập",
		noAmounts: "Không xem số tiền",
		lastSeen: ({ when }) => `Vào lần cuối ${when}`,
		neverSeen: "Chưa vào lần nào",
		invitedUntil: ({ date }) => `Lời mời dùng được đến ${date}`,
		invitationOver: "Lời mời đã hết hạn",
		handedOverTo: ({ name }) => `Đã bàn giao cho ${name}`,
		you: "bạn",
		name: "Họ và tên",
		email: "Email",
		visibility: "Được xem cơ hội",
		visibilities: {
			OWN: "Của mình",
			TEAM: "Của đội",
			ALL: "Tất cả"
		},
		amounts: "Xem số tiền",
		amountsHint: "Khi tắt, mọi số tiền và tổng đều ẩn, kể cả qua API.",
		teams: "Đội",
		noTeams: "Chưa có đội nào.",
		mainTeam: "Đội chính",
		mainTeamHint: "Cơ hội mới của người này thuộc về đội này.",
		inviteTitle: "Mời vào Mekong",
		inviteText: "Người được mời nhận một liên kết dùng được một lần trong 7 ngày.",
		inviteSubmit: "Gửi lời mời",
		letIn: "Mời đăng nhập",
		letInTitle: ({ name }) => `Mời ${name} đăng nhập`,
		linkTitle: ({ name }) => `Liên kết cho ${name}`,
		linkText: "Chép và gửi liên kết này. Nó chỉ hiện một lần; sau này bạn có thể tạo liên kết mới.",
		link: "Liên kết mời",
		resend: "Tạo liên kết mới",
		revokeInvitation: "Thu hồi lời mời",
		revokeInvitationTitle: ({ name }) => `Thu hồi lời mời cho ${name}?`,
		revokeInvitationText: "Liên kết sẽ không mở được nữa. Bạn có thể mời lại bất cứ lúc nào.",
		invitationTitle: "Lời mời",
		leavingTitle: "Nghỉ việc",
		deactivate: "Cho nghỉ…",
		deactivateTitle: ({ name }) => `Cho ${name} nghỉ?`,
		deactivateText: "Các phiên đăng nhập và khóa API của người này kết thúc ngay.",
		handOver: ({ n }) => `${n} cơ hội đang mở chuyển cho`,
		handOverLater: "Cơ hội mở lại sau này chuyển cho",
		handOverHint: "Cơ hội đã đóng vẫn đứng tên người này.",
		handOverNobody: "Chưa chọn ai",
		willLead: ({ teams }) => `Không còn ai dẫn ${teams}: hãy chọn trưởng đội mới.`,
		deactivateSubmit: "Cho nghỉ và bàn giao",
		deactivated: ({ name, n, to }) => `${name} đã nghỉ. ${n} cơ hội chuyển cho ${to}.`,
		deactivatedAlone: ({ name }) => `${name} đã nghỉ.`,
		reactivate: "Cho vào lại",
		reactivated: ({ name }) => `${name} vào lại được rồi.`
	},
	teams: {
		title: "Đội",
		lead: "Người trong một đội thấy cơ hội của đội, theo quyền xem của mỗi người.",
		create: "Đội mới",
		createTitle: "Đội mới",
		empty: "Chưa có đội nào",
		name: "Tên đội",
		members: ({ n }) => `${n} người`,
		opportunities: ({ n }) => `${n} cơ hội`,
		nobody: "Chưa có ai",
		ledBy: ({ names }) => `Trưởng đội: ${names}`,
		unled: "Chưa có trưởng đội",
		memberList: "Thành viên",
		add: "Thêm người",
		leadsIt: ({ name }) => `${name} là trưởng đội`,
		leadShort: "Trưởng đội",
		removeMember: ({ name }) => `Đưa ${name} ra khỏi đội`,
		touches: "Bảng đang mở của những người này đổi theo ngay.",
		delete: "Bỏ đội…",
		deleteTitle: ({ name }) => `Bỏ ${name}?`,
		deleteText: ({ n }) => n === 0 ? "Đội này không có cơ hội nào." : `${n} cơ hội chuyển sang đội bạn chọn.`,
		deletePeople: "Người trong đội vẫn ở lại, chỉ không còn thuộc đội này.",
		moveTo: "Chuyển cơ hội sang",
		deleteSubmit: "Bỏ đội"
	},
	errors: {
		rules: {
			required: "Cần có giá trị.",
			blank: "Không được để trống.",
			tooLong: ({ max }) => `Dài quá ${max} ký tự.`,
			tooShort: ({ min }) => `Cần ít nhất ${min} ký tự.`,
			notStorable: "Có ký tự không dùng được.",
			notFound: "Không tìm thấy, hoặc bạn chưa được xem.",
			notDecimal: "Số phải viết như 1250000.5, không có dấu tách nhóm.",
			moneyRange: "Số tiền phải từ 0 đến dưới 1.000.000.000.000.000.",
			moneyDigits: ({ currency, digits }) => Number(digits) === 0 ? `${currency} không có phần lẻ.` : `${currency} có nhiều nhất ${digits} chữ số lẻ.`,
			unknownCurrency: ({ currency }) => `Không có tiền tệ ${currency}.`,
			currencyMismatch: "Tiền tệ này khác với tiền tệ của số tiền.",
			notDay: "Không có ngày này. Viết như 2026-11-23.",
			probabilityRange: "Xác suất từ 0 đến 1, nhiều nhất bốn chữ số lẻ.",
			probabilityClosed: "Cơ hội đã đóng có xác suất cố định.",
			stageOfOtherPipeline: "Giai đoạn này không thuộc quy trình đó.",
			stageGone: "Giai đoạn này không còn.",
			lostReasonRequired: "Cần có lý do thất bại.",
			lostReasonOnlyWhenLost: "Chỉ cơ hội thất bại mới có lý do thất bại.",
			taken: "Đã có rồi.",
			notYourTeam: "Bạn chỉ chọn được đội của mình.",
			notYourPerson: "Bạn chỉ giao được cho người trong đội mình.",
			notAllowed: "Bạn không được làm việc này.",
			amountsHidden: "Bạn không được xem hay ghi số tiền.",
			closedOwner: "Cơ hội đã đóng chỉ quản lý đổi người phụ trách được.",
			inactivePerson: "Người này không còn làm việc ở đây.",
			readOnlyPerson: "Người này chỉ được xem nên không nhận việc được.",
			lastAdministrator: "Đây là quản trị viên cuối cùng. Hãy chọn thêm một quản trị viên trước.",
			notTheirTeam: "Đội chính phải là một trong các đội của người này.",
			handOverWanted: "Người này còn cơ hội đang mở: hãy chọn người nhận.",
			handOverToSelf: "Hãy chọn người khác để nhận bàn giao.",
			deactivateSelf: "Bạn không tự cho mình nghỉ được. Hãy nhờ một quản trị viên khác.",
			stillInvited: "Người này chưa nhận lời mời. Hãy thu hồi lời mời.",
			notInvited: "Người này đã đăng nhập được nên không cần lời mời.",
			teamInUse: "Đội còn cơ hội: hãy chọn đội nhận.",
			moveToItself: "Hãy chọn một đội khác.",
			staleMove: "Đã có người khác chuyển cơ hội này.",
			staleEdit: "Đã có người khác sửa cùng lúc.",
			notClosed: "Cơ hội đang mở.",
			notDeleted: "Cơ hội chưa bị xoá.",
			kindInUse: "Giai đoạn đã từng có cơ hội nên không đổi loại được.",
			stageInUse: "Giai đoạn còn cơ hội: hãy chọn nơi chuyển tới.",
			moveToSameKind: "Giai đoạn nhận phải cùng loại và cùng quy trình.",
			lastOpenStage: "Quy trình cần ít nhất một giai đoạn đang mở.",
			currencyInUse: "Đã có số tiền nên không đổi tiền tệ được.",
			inUse: "Đang được dùng nên không xoá được.",
			unknownTimeZone: "Không có múi giờ này.",
			tooMany: ({ max }) => `Nhiều nhất ${max}.`,
			notEmail: "Địa chỉ email chưa đúng.",
			outOfRange: ({ min, max }) => `Từ ${min} đến ${max}.`,
			keyReused: "Mã này đã dùng cho một yêu cầu khác.",
			expiryRange: "Ngày hết hạn phải ở tương lai, trong vòng một năm.",
			keyEnded: "Khóa này đã hết hiệu lực. Hãy tạo khóa mới.",
			neighbourUnknown: "Thẻ bên cạnh không có ở cột này.",
			wrongColumnCount: "Số ô của dòng này không khớp với dòng tiêu đề."
		},
		/** Why a query's arguments can't be used: the top-level BAD_USER_INPUT. */
		input: {
			notDateTime: "Thời điểm viết như 2026-11-25T01:02:03Z.",
			notDate: "Không có ngày này. Viết như 2026-11-23.",
			notDecimal: "Số phải viết như \"1250000.5\", không có dấu tách nhóm.",
			notCurrencyCode: "Tiền tệ viết bằng ba chữ in hoa, như VND.",
			notStorable: "Có ký tự không dùng được.",
			pageSize: ({ max }) => `Mỗi trang có từ 0 đến ${max} mục.`,
			pageBothWays: "Chỉ dùng first hoặc last, không dùng cả hai.",
			foreignCursor: "Con trỏ này không thuộc danh sách này. Hãy đọc lại từ trang đầu.",
			deadCursor: "Không thể tiếp tục từ con trỏ này. Hãy đọc lại bảng.",
			filterTooDeep: ({ max }) => `Bộ lọc lồng quá ${max} tầng.`,
			variablesTooDeep: ({ max }) => `Biến lồng quá ${max} tầng.`,
			filterTooLarge: ({ max }) => `Bộ lọc có quá ${max} điều kiện.`,
			listTooLong: ({ max }) => `Danh sách dài quá ${max} mục.`,
			searchTooLong: ({ max }) => `Từ khoá dài quá ${max} ký tự.`,
			amountsHidden: "Bạn không được xem số tiền nên không lọc hay sắp xếp theo số tiền được.",
			relevanceAlone: "RELEVANCE phải đứng một mình trong orderBy."
		},
		/** What follows QUERY_TOO_COMPLEX where the cost is too high. */
		cost: {
			tooMuch: ({ requested, most, at }) => `Câu hỏi này có thể tốn ${requested} điểm, nhiều nhất là ${most}. Phần tốn nhất ở ${at}.`,
			smallerPage: ({ at, first }) => `Với first: ${first} ở ${at} thì vừa.`,
			split: "Hãy hỏi phần đó riêng, với trang nhỏ hơn."
		},
		top: {
			GRAPHQL_PARSE_FAILED: "Không đọc được câu lệnh GraphQL.",
			GRAPHQL_VALIDATION_FAILED: "Câu lệnh GraphQL không đúng với lược đồ.",
			BAD_USER_INPUT: "Dữ liệu gửi lên chưa đúng.",
			OPERATION_RESOLUTION_FAILURE: "Không biết chạy thao tác nào.",
			UNAUTHENTICATED: "Cần đăng nhập.",
			FORBIDDEN: "Bạn không được làm việc này.",
			NOT_FOUND: "Không tìm thấy, hoặc bạn chưa được xem.",
			QUERY_TOO_COMPLEX: "Câu hỏi này quá lớn. Hãy chia nhỏ.",
			THROTTLED: "Nhiều yêu cầu quá. Thử lại sau giây lát.",
			PAYLOAD_TOO_LARGE: "Dữ liệu gửi lên quá lớn.",
			UNSUPPORTED_MEDIA_TYPE: "Kiểu dữ liệu này không dùng được.",
			METHOD_NOT_ALLOWED: "Cách gọi này không dùng được ở đây.",
			SERVICE_UNAVAILABLE: "Máy chủ đang bận. Thử lại sau giây lát.",
			TIMEOUT: "Máy chủ trả lời quá lâu.",
			CONFLICT: "Đã có thay đổi khác.",
			INTERNAL_SERVER_ERROR: "Có lỗi ngoài dự kiến."
		},
		network: "Chưa kết nối được máy chủ.",
		unknown: "Có lỗi ngoài dự kiến."
	}
};
// ../../packages/words/src/index.ts
/**
* The messages of a language: `messages[locale].board.weighted({ amount })`. A browser loads one language at a time
* instead, in two halves: `@mekong/words/vi/basics` and `@mekong/words/vi/work`.
*/
var messages = {
	vi: {
		...basics,
		...work
	},
	en
};
/** The sentence behind a refusal, in a language. */
var ruleSentence = (locale, rule, params) => sayRule(messages[locale], rule, params);
// src/http/errors.ts
/**
* A refusal of a whole field or operation. Thrown anywhere below a transport; `mask.ts` turns it into the GraphQL error
* that leaves the server. Refusals of a mutation's input are not this: they are `userErrors`.
*/
var ApiError = class extends Error {
	constructor(code, { say, extensions = {}, retryAfter, cause } = {}) {
		super(code, { cause });
		this.code = code;
		this.name = "ApiError";
		this.say = say;
		this.extensions = extensions;
		this.retryAfter = retryAfter;
	}
};
/** Busy or cut off for a moment: nothing was written, and the same request may be sent again. */
var unavailable = (cause) => new ApiError("SERVICE_UNAVAILABLE", {
	extensions: { retryable: true },
	retryAfter: 1,
	cause
});
// \0@oxc-project+runtime@0.156.0/helpers/esm/decorateMetadata.js
function __decorateMetadata(k, v) {
	if (typeof Reflect === "object" && typeof Reflect.metadata === "function") return Reflect.metadata(k, v);
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/decorate.js
function __decorate(decorators, target, key, desc) {
	var c = arguments.length, r = c < 3 ? target : desc === null ? desc = Object.getOwnPropertyDescriptor(target, key) : desc, d;
	if (typeof Reflect === "object" && typeof Reflect.decorate === "function") r = Reflect.decorate(decorators, target, key, desc);
	else for (var i = decorators.length - 1; i >= 0; i--) if (d = decorators[i]) r = (c < 3 ? d(r) : c > 3 ? d(target, key, r) : d(target, key)) || r;
	return c > 3 && r && Object.defineProperty(target, key, r), r;
}
// src/data/secret-hash.ts
/**
* What is kept of a key, a session cookie or a one-time link, in the database and in memory: nothing there can be used.
* No salt, because these secrets are random and long.
*/
var secretHash = (secret) => createHash("sha256").update(secret).digest("hex");
// src/data/change.ts
/**
* One write under its mutation's name by somebody who may do such a thing at all. What an administrator tries and may not
* leaves an entry in the audit as well.
*/
async function change(writes, caller, [operation, action], request, use) {
	const written = await writes.run({
		caller,
		operation,
		clientMutationId: request.clientMutationId,
		input: request
	}, async (tx) => may(caller.actor, action) ? use(tx) : { refuse: [fault("FORBIDDEN", "notAllowed")] });
	if (written.kind === "refused" && isAdministrative(action)) await writes.auditRefusal(caller, operation, subjectOf(request), written.refusal);
	return written;
}
/** What a refused request was about, if it names something that could be. */
var subjectOf = (request) => "id" in request && typeof request.id === "string" && kindOfId(request.id) !== void 0 ? request.id : null;
// src/modules/pipeline/pipeline-changed.ts
/** Tells a board that its stages or settings changed: whoever watches it reads them again. */
function pipelineChanged(tx, pipelineId) {
	tx.emit({
		pipelineId,
		type: "PIPELINE_CHANGED",
		opportunityId: null,
		opportunityVersion: null,
		clientMutationId: tx.clientMutationId,
		before: null,
		after: null,
		deltas: [],
		payload: { touchedStageIds: [] }
	});
}
// src/data/retry.ts
/** Lost against other writes; the same again may well succeed. */
var conflicts = /* @__PURE__ */ new Set([
	"40P01",
	"40001",
	"55P03"
]);
/** Somebody else's row got in between looking and inserting: looking again finds it, and the rules refuse it properly. */
var race = "23505";
var mostAttempts = 5;
/** Waiting for locks takes seconds: past this, nobody is helped by trying again. */
var patienceMs = 3e3;
/**
* Runs a write, and again when it lost a race; then says that the server is busy, with nothing written. `lost` hears of each
* race that was lost, by PostgreSQL's code.
*/
async function retrying(attempt, lost = () => {}) {
	const start = performance.now();
	for (let tries = 1;; tries++) try {
		return await attempt();
	} catch (error) {
		const code = codeOf(error);
		const isConflict = code !== void 0 && conflicts.has(code);
		if (!isConflict && code !== race) throw error;
		lost(code);
		if (tries === mostAttempts || performance.now() - start > patienceMs) throw isConflict ? unavailable(error) : error;
		await setTimeout(Math.random() * 10 * 2 ** tries);
	}
}
/** PostgreSQL's code, if the error came from there. */
function codeOf(error) {
	if (!(error instanceof Error)) return void 0;
	if ("code" in error && typeof error.code === "string") return error.code;
	return "driverError" in error ? codeOf(error.driverError) : void 0;
}
/** Thrown by a write that finds, under its locks, that what it chose them by has changed: it is run again. */
var Raced = class extends Error {
	constructor(..._args) {
		super(..._args);
		this.name = "Raced";
		this.code = "40001";
	}
};
// src/modules/pipeline/column-lock.ts
/**
* Holds columns until the end of the transaction, before any card is locked. Whoever gives a card a place in a column
* holds it, so that two drops at one place get two ranks; so does whoever closes a column, so that nothing falls into a
* stage that is being deleted. Read what the lock protects in a later statement: this one's snapshot is older than it.
*/
async function lockColumns(sql, stageIds) {
	const names = [...new Set(stageIds)].toSorted().map((id) => `column ${id}`);
	await sql.rows(`select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest($1::text[]) as name`, [names]);
}
// src/data/audit/audit.ts
/** Null: nothing was changed, so there is nothing to tell. */
function auditRow(entry, { actorId, via }) {
	const { action, subjectId, before = null, after = null, refusal = null } = entry;
	const changes = auditSteps(before, after);
	if (before !== null && after !== null && changes.length === 0 && refusal === null) return null;
	return {
		id: typeidUnboxed("aud"),
		actor_id: actorId,
		via_id: via.id,
		address: via.address,
		agent: via.agent,
		action,
		subject_id: subjectId,
		changes,
		refusal
	};
}
/** Rows from a parameter that holds them as JSON, for whatever statement they ride in. */
var insertAudit = (json) => `
  insert into audit_entry (id, actor_id, via_id, address, agent, action, subject_id, changes, refusal)
  select id, actor_id, via_id, address, agent, action, subject_id, changes, refusal
  from jsonb_to_recordset(${json}::jsonb) as a (id text, actor_id text, via_id text, address text, agent text,
    action text, subject_id text, changes jsonb, refusal text)`;
/**
* For what happens outside `Writes`: signing in, what is refused before a write begins. Inside a write it is `tx.audit`,
* which stores the entry together with the change or not at all.
*/
async function audit(sql, entry) {
	const row = auditRow(entry, entry);
	if (row !== null) await sql.count(insertAudit("$1"), [JSON.stringify([row])]);
}
// src/data/columns.ts
/** An instant of ours: milliseconds, as in the domain. */
var InstantColumn = (options = {}) => Column({
	type: "timestamptz",
	precision: 3,
	...options
});
// src/modules/pipeline/pipeline.entity.ts
var PipelineEntity = class PipelineEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], PipelineEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], PipelineEntity.prototype, "name", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], PipelineEntity.prototype, "currency", void 0);
__decorate([Column("integer"), __decorateMetadata("design:type", Number)], PipelineEntity.prototype, "position", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], PipelineEntity.prototype, "createdAt", void 0);
PipelineEntity = __decorate([Entity("pipeline")], PipelineEntity);
// src/live/feed.entity.ts
var FeedMetaEntity = class FeedMetaEntity {};
__decorate([PrimaryColumn("boolean", { default: true }), __decorateMetadata("design:type", Boolean)], FeedMetaEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], FeedMetaEntity.prototype, "epoch", void 0);
FeedMetaEntity = __decorate([Entity("feed_meta"), Check("feed_meta_single", "id")], FeedMetaEntity);
var BoardFeedEntity = class BoardFeedEntity {};
__decorate([
	PrimaryColumn("text"),
	ForeignKey(() => PipelineEntity),
	__decorateMetadata("design:type", String)
], BoardFeedEntity.prototype, "pipelineId", void 0);
__decorate([Column("bigint", { default: 0 }), __decorateMetadata("design:type", String)], BoardFeedEntity.prototype, "seq", void 0);
__decorate([Column("bigint", { default: 1 }), __decorateMetadata("design:type", String)], BoardFeedEntity.prototype, "minSeq", void 0);
BoardFeedEntity = __decorate([Entity("board_feed")], BoardFeedEntity);
var BoardEventEntity = class BoardEventEntity {};
__decorate([
	PrimaryColumn("text"),
	ForeignKey(() => PipelineEntity),
	__decorateMetadata("design:type", String)
], BoardEventEntity.prototype, "pipelineId", void 0);
__decorate([PrimaryColumn("bigint"), __decorateMetadata("design:type", String)], BoardEventEntity.prototype, "seq", void 0);
__decorate([InstantColumn({ default: () => "clock_timestamp()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], BoardEventEntity.prototype, "at", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "actorId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "clientMutationId", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "type", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "opportunityId", void 0);
__decorate([Column("integer", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "opportunityVersion", void 0);
__decorate([Column("jsonb", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "aclBefore", void 0);
__decorate([Column("jsonb", { nullable: true }), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "aclAfter", void 0);
__decorate([Column("jsonb"), __decorateMetadata("design:type", Array)], BoardEventEntity.prototype, "deltas", void 0);
__decorate([Column("jsonb"), __decorateMetadata("design:type", Object)], BoardEventEntity.prototype, "payload", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], BoardEventEntity.prototype, "schemaVersion", void 0);
BoardEventEntity = __decorate([Entity("board_event"), Index("board_event_at", ["pipelineId", "at"])], BoardEventEntity);
var TotalCellEntity = class TotalCellEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "pipelineId", void 0);
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "stageId", void 0);
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "teamId", void 0);
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "ownerId", void 0);
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "currency", void 0);
__decorate([Column("integer"), __decorateMetadata("design:type", Number)], TotalCellEntity.prototype, "n", void 0);
__decorate([Column("numeric"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "amount", void 0);
__decorate([Column("numeric"), __decorateMetadata("design:type", String)], TotalCellEntity.prototype, "weighted", void 0);
TotalCellEntity = __decorate([Entity("total_cell")], TotalCellEntity);
// src/mail/outgoing-mail.entity.ts
var OutgoingMailEntity = class OutgoingMailEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], OutgoingMailEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], OutgoingMailEntity.prototype, "kind", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OutgoingMailEntity.prototype, "recipient", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OutgoingMailEntity.prototype, "subject", void 0);
__decorate([Column("jsonb", { nullable: true }), __decorateMetadata("design:type", Object)], OutgoingMailEntity.prototype, "content", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OutgoingMailEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OutgoingMailEntity.prototype, "expiresAt", void 0);
__decorate([Column("integer", { default: 0 }), __decorateMetadata("design:type", Number)], OutgoingMailEntity.prototype, "attempts", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OutgoingMailEntity.prototype, "nextAttemptAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], OutgoingMailEntity.prototype, "sentAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], OutgoingMailEntity.prototype, "givenUpAt", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], OutgoingMailEntity.prototype, "lastError", void 0);
OutgoingMailEntity = __decorate([
	Entity("outgoing_mail"),
	Index("outgoing_mail_due", ["nextAttemptAt"], { where: "sent_at is null and given_up_at is null" }),
	Index("outgoing_mail_age", ["createdAt"])
], OutgoingMailEntity);
// src/modules/team/user.entity.ts
var UserEntity = class UserEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], UserEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], UserEntity.prototype, "name", void 0);
__decorate([Column("text", { unique: true }), __decorateMetadata("design:type", String)], UserEntity.prototype, "email", void 0);
__decorate([Column("boolean", { default: false }), __decorateMetadata("design:type", Boolean)], UserEntity.prototype, "emailVerified", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "image", void 0);
__decorate([Column("timestamptz", { default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], UserEntity.prototype, "createdAt", void 0);
__decorate([Column("timestamptz", { default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], UserEntity.prototype, "updatedAt", void 0);
__decorate([Column("text", { default: "REP" }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "role", void 0);
__decorate([Column("text", { default: "TEAM" }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "visibility", void 0);
__decorate([Column("boolean", { default: true }), __decorateMetadata("design:type", Boolean)], UserEntity.prototype, "seesAmounts", void 0);
__decorate([Column("text", { default: "vi" }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "locale", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "timeZone", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey("TeamEntity"),
	__decorateMetadata("design:type", Object)
], UserEntity.prototype, "mainTeamId", void 0);
__decorate([Column("boolean", { default: true }), __decorateMetadata("design:type", Boolean)], UserEntity.prototype, "hasSignIn", void 0);
__decorate([Column("boolean", { default: true }), __decorateMetadata("design:type", Boolean)], UserEntity.prototype, "isActive", void 0);
__decorate([Column("boolean", { default: false }), __decorateMetadata("design:type", Boolean)], UserEntity.prototype, "twoFactorEnabled", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], UserEntity.prototype, "aclVersion", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey("UserEntity"),
	__decorateMetadata("design:type", Object)
], UserEntity.prototype, "successorId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey("UserEntity"),
	__decorateMetadata("design:type", Object)
], UserEntity.prototype, "deactivatedById", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "deactivatedAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], UserEntity.prototype, "lastSeenAt", void 0);
UserEntity = __decorate([
	Entity("app_user"),
	Check("app_user_role", `role in ('REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR', 'READ_ONLY')`),
	Check("app_user_visibility", `visibility in ('OWN', 'TEAM', 'ALL')`),
	Check("app_user_locale", `locale in ('vi', 'en')`),
	Index("app_user_name", { synchronize: false }),
	Index("app_user_leaver", ["id"], { where: "successor_id is not null and not is_active" })
], UserEntity);
// src/modules/api-key/api-key.entity.ts
var ApiKeyEntity = class ApiKeyEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], ApiKeyEntity.prototype, "id", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => UserEntity, { onDelete: "CASCADE" }),
	__decorateMetadata("design:type", String)
], ApiKeyEntity.prototype, "userId", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], ApiKeyEntity.prototype, "name", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], ApiKeyEntity.prototype, "prefix", void 0);
__decorate([Column("text", { unique: true }), __decorateMetadata("design:type", String)], ApiKeyEntity.prototype, "secretHash", void 0);
__decorate([Column("text", { array: true }), __decorateMetadata("design:type", Array)], ApiKeyEntity.prototype, "scopes", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], ApiKeyEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], ApiKeyEntity.prototype, "expiresAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], ApiKeyEntity.prototype, "lastUsedAt", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], ApiKeyEntity.prototype, "lastUsedAddress", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], ApiKeyEntity.prototype, "generation", void 0);
__decorate([Column("text", {
	nullable: true,
	unique: true
}), __decorateMetadata("design:type", Object)], ApiKeyEntity.prototype, "previousHash", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], ApiKeyEntity.prototype, "previousUntil", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], ApiKeyEntity.prototype, "revokedAt", void 0);
ApiKeyEntity = __decorate([Entity("api_key"), Index("api_key_user", ["userId"])], ApiKeyEntity);
// src/modules/company/company.entity.ts
var CompanyEntity = class CompanyEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], CompanyEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], CompanyEntity.prototype, "name", void 0);
__decorate([Column("text", { default: "" }), __decorateMetadata("design:type", String)], CompanyEntity.prototype, "nameFolded", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], CompanyEntity.prototype, "domain", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], CompanyEntity.prototype, "phone", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], CompanyEntity.prototype, "address", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], CompanyEntity.prototype, "version", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], CompanyEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], CompanyEntity.prototype, "deletedAt", void 0);
CompanyEntity = __decorate([
	Entity("company"),
	Index("company_name_order", { synchronize: false }),
	Index("company_created", { synchronize: false }),
	Index("company_search", { synchronize: false })
], CompanyEntity);
// src/modules/company/customer-history.entity.ts
var CustomerStepEntity = class CustomerStepEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], CustomerStepEntity.prototype, "subjectId", void 0);
__decorate([PrimaryColumn("integer"), __decorateMetadata("design:type", Number)], CustomerStepEntity.prototype, "version", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", Object)
], CustomerStepEntity.prototype, "actorId", void 0);
__decorate([InstantColumn({ default: () => "clock_timestamp()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], CustomerStepEntity.prototype, "recordedAt", void 0);
__decorate([Column("jsonb"), __decorateMetadata("design:type", Array)], CustomerStepEntity.prototype, "changes", void 0);
CustomerStepEntity = __decorate([Entity("customer_history")], CustomerStepEntity);
// src/modules/contact/contact.entity.ts
var ContactEntity = class ContactEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], ContactEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], ContactEntity.prototype, "name", void 0);
__decorate([Column("text", { default: "" }), __decorateMetadata("design:type", String)], ContactEntity.prototype, "nameFolded", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], ContactEntity.prototype, "email", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], ContactEntity.prototype, "phone", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], ContactEntity.prototype, "jobTitle", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => CompanyEntity),
	__decorateMetadata("design:type", Object)
], ContactEntity.prototype, "companyId", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], ContactEntity.prototype, "version", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], ContactEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], ContactEntity.prototype, "deletedAt", void 0);
ContactEntity = __decorate([
	Entity("contact"),
	Index("contact_name_order", { synchronize: false }),
	Index("contact_created", { synchronize: false }),
	Index("contact_search", { synchronize: false }),
	Index("contact_company", ["companyId"])
], ContactEntity);
// src/modules/invitation/invitation.entity.ts
var InvitationEntity = class InvitationEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], InvitationEntity.prototype, "id", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => UserEntity, { onDelete: "CASCADE" }),
	__decorateMetadata("design:type", String)
], InvitationEntity.prototype, "userId", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], InvitationEntity.prototype, "email", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], InvitationEntity.prototype, "tokenHash", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", String)
], InvitationEntity.prototype, "invitedById", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], InvitationEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], InvitationEntity.prototype, "sentAt", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], InvitationEntity.prototype, "expiresAt", void 0);
InvitationEntity = __decorate([
	Entity("invitation"),
	Unique("invitation_user", ["userId"]),
	Unique("invitation_email", ["email"]),
	Unique("invitation_token", ["tokenHash"])
], InvitationEntity);
// src/modules/lost-reason/lost-reason.entity.ts
var LostReasonEntity = class LostReasonEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], LostReasonEntity.prototype, "id", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], LostReasonEntity.prototype, "name", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], LostReasonEntity.prototype, "presetKey", void 0);
__decorate([Column("integer"), __decorateMetadata("design:type", Number)], LostReasonEntity.prototype, "position", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], LostReasonEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], LostReasonEntity.prototype, "archivedAt", void 0);
LostReasonEntity = __decorate([Entity("lost_reason"), Check("lost_reason_named", "name is not null or preset_key is not null")], LostReasonEntity);
// src/modules/pipeline/stage.entity.ts
var StageEntity = class StageEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], StageEntity.prototype, "id", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => PipelineEntity),
	__decorateMetadata("design:type", String)
], StageEntity.prototype, "pipelineId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], StageEntity.prototype, "name", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], StageEntity.prototype, "presetKey", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], StageEntity.prototype, "kind", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], StageEntity.prototype, "color", void 0);
__decorate([Column("numeric"), __decorateMetadata("design:type", String)], StageEntity.prototype, "probability", void 0);
__decorate([Column("integer"), __decorateMetadata("design:type", Number)], StageEntity.prototype, "position", void 0);
__decorate([Column("boolean", { default: false }), __decorateMetadata("design:type", Boolean)], StageEntity.prototype, "isFolded", void 0);
__decorate([Column("integer", { nullable: true }), __decorateMetadata("design:type", Object)], StageEntity.prototype, "rottenAfterDays", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], StageEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], StageEntity.prototype, "archivedAt", void 0);
StageEntity = __decorate([
	Entity("stage"),
	Check("stage_kind", `kind in ('OPEN', 'WON', 'LOST')`),
	Check("stage_color", `color in ('BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK', 'GREEN', 'GREY')`),
	Check("stage_probability", `probability >= 0 and probability <= 1 and scale(probability) <= 4
    and (kind <> 'WON' or probability = 1) and (kind <> 'LOST' or probability = 0)`),
	Check("stage_rotten", "rotten_after_days between 1 and 3650"),
	Check("stage_named", "name is not null or preset_key is not null"),
	Unique("stage_of_pipeline", [
		"id",
		"pipelineId",
		"kind"
	]),
	Index("stage_pipeline", ["pipelineId", "position"])
], StageEntity);
// src/modules/team/team.entity.ts
var TeamEntity = class TeamEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TeamEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], TeamEntity.prototype, "name", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], TeamEntity.prototype, "createdAt", void 0);
TeamEntity = __decorate([Entity("team"), Index("team_name", { synchronize: false })], TeamEntity);
var TeamMemberEntity = class TeamMemberEntity {};
__decorate([
	PrimaryColumn("text"),
	ForeignKey(() => TeamEntity, { onDelete: "CASCADE" }),
	__decorateMetadata("design:type", String)
], TeamMemberEntity.prototype, "teamId", void 0);
__decorate([
	PrimaryColumn("text"),
	ForeignKey(() => UserEntity, { onDelete: "CASCADE" }),
	__decorateMetadata("design:type", String)
], TeamMemberEntity.prototype, "userId", void 0);
__decorate([Column("boolean", { default: false }), __decorateMetadata("design:type", Boolean)], TeamMemberEntity.prototype, "isLeader", void 0);
TeamMemberEntity = __decorate([Entity("team_member"), Index("team_member_user", ["userId"])], TeamMemberEntity);
// src/modules/vocabulary/vocabulary.entity.ts
var SourceEntity = class SourceEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], SourceEntity.prototype, "id", void 0);
__decorate([Column("text", { unique: true }), __decorateMetadata("design:type", String)], SourceEntity.prototype, "name", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], SourceEntity.prototype, "createdAt", void 0);
SourceEntity = __decorate([Entity("source")], SourceEntity);
var TagEntity = class TagEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], TagEntity.prototype, "id", void 0);
__decorate([Column("text", { unique: true }), __decorateMetadata("design:type", String)], TagEntity.prototype, "name", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], TagEntity.prototype, "createdAt", void 0);
TagEntity = __decorate([Entity("tag")], TagEntity);
// src/modules/opportunity/opportunity.entity.ts
var OpportunityEntity = class OpportunityEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "pipelineId", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "stageId", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "status", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "title", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "description", void 0);
__decorate([Column("numeric", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "amount", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "currency", void 0);
__decorate([Column("numeric"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "probability", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "probabilitySource", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "ownerId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => TeamEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "teamId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => CompanyEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "companyId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => ContactEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "contactId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => SourceEntity, "name", { onUpdate: "CASCADE" }),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "source", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "medium", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "campaign", void 0);
__decorate([Column("text", {
	array: true,
	default: () => `'{}'`
}), __decorateMetadata("design:type", Array)], OpportunityEntity.prototype, "tags", void 0);
__decorate([Column("date", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "expectedCloseDate", void 0);
__decorate([Column("text", {
	nullable: true,
	unique: true
}), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "externalId", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => LostReasonEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "lostReasonId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "lostNote", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => StageEntity),
	__decorateMetadata("design:type", Object)
], OpportunityEntity.prototype, "reopenStageId", void 0);
__decorate([Column("bigint"), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "rank", void 0);
__decorate([Column("integer", { default: 1 }), __decorateMetadata("design:type", Number)], OpportunityEntity.prototype, "version", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OpportunityEntity.prototype, "stageEnteredAt", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OpportunityEntity.prototype, "createdAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "closedAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], OpportunityEntity.prototype, "deletedAt", void 0);
__decorate([Column("text", { default: "" }), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "titleFolded", void 0);
__decorate([Column("text", { default: "" }), __decorateMetadata("design:type", String)], OpportunityEntity.prototype, "searchText", void 0);
OpportunityEntity = __decorate([
	Entity("opportunity"),
	ForeignKey(() => StageEntity, [
		"stageId",
		"pipelineId",
		"status"
	], [
		"id",
		"pipelineId",
		"kind"
	], { name: "opportunity_stage" }),
	Check("opportunity_title", `btrim(title) <> ''`),
	Check("opportunity_amount", "amount >= 0 and amount < 1000000000000000 and scale(amount) <= 4"),
	Check("opportunity_currency", `currency ~ '^[A-Z]{3}$'`),
	Check("opportunity_probability", `probability >= 0 and probability <= 1 and scale(probability) <= 4
    and (status <> 'WON' or probability = 1) and (status <> 'LOST' or probability = 0)`),
	Check("opportunity_probability_source", `probability_source in ('STAGE', 'MANUAL')`),
	Check("opportunity_version", "version >= 1"),
	Check("opportunity_closed", `(status = 'OPEN') = (closed_at is null)`),
	Check("opportunity_lost", `(status = 'LOST') = (lost_reason_id is not null)`),
	Index("opportunity_created", ["createdAt", "id"]),
	Index("opportunity_entered", ["stageEnteredAt", "id"]),
	Index("opportunity_owner", ["ownerId"]),
	Index("opportunity_team", ["teamId"]),
	Index("opportunity_company", ["companyId"]),
	Index("opportunity_contact", ["contactId"]),
	Index("opportunity_column", { synchronize: false }),
	Index("opportunity_column_team", { synchronize: false }),
	Index("opportunity_column_owner", { synchronize: false }),
	Index("opportunity_rank", { synchronize: false }),
	Index("opportunity_title_order", { synchronize: false }),
	Index("opportunity_closed_asc", { synchronize: false }),
	Index("opportunity_closed_desc", { synchronize: false }),
	Index("opportunity_amount_asc", { synchronize: false }),
	Index("opportunity_amount_desc", { synchronize: false }),
	Index("opportunity_close_date_asc", { synchronize: false }),
	Index("opportunity_close_date_desc", { synchronize: false }),
	Index("opportunity_external_asc", { synchronize: false }),
	Index("opportunity_external_desc", { synchronize: false }),
	Index("opportunity_deleted", { synchronize: false }),
	Index("opportunity_tags", { synchronize: false }),
	Index("opportunity_title_search", { synchronize: false }),
	Index("opportunity_search", { synchronize: false })
], OpportunityEntity);
// src/modules/opportunity/history-entry.entity.ts
var HistoryEntryEntity = class HistoryEntryEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], HistoryEntryEntity.prototype, "id", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => OpportunityEntity),
	__decorateMetadata("design:type", String)
], HistoryEntryEntity.prototype, "opportunityId", void 0);
__decorate([Column("integer"), __decorateMetadata("design:type", Number)], HistoryEntryEntity.prototype, "version", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], HistoryEntryEntity.prototype, "kind", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], HistoryEntryEntity.prototype, "road", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", Object)
], HistoryEntryEntity.prototype, "actorId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], HistoryEntryEntity.prototype, "viaId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], HistoryEntryEntity.prototype, "address", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], HistoryEntryEntity.prototype, "agent", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], HistoryEntryEntity.prototype, "validAt", void 0);
__decorate([InstantColumn({ default: () => "clock_timestamp()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], HistoryEntryEntity.prototype, "recordedAt", void 0);
__decorate([Column("jsonb"), __decorateMetadata("design:type", Array)], HistoryEntryEntity.prototype, "changes", void 0);
HistoryEntryEntity = __decorate([
	Entity("opportunity_history"),
	Check("opportunity_history_kind", `kind in ('CREATED', 'UPDATED', 'MOVED', 'WON', 'LOST', 'REOPENED', 'DELETED', 'RESTORED', 'IMPORTED')`),
	Check("opportunity_history_road", `road in ('UI', 'API', 'IMPORT')`),
	Index("opportunity_history_of", ["opportunityId", "version"]),
	Index("opportunity_history_time", [
		"opportunityId",
		"recordedAt",
		"id"
	]),
	Index("opportunity_history_log", ["recordedAt", "id"]),
	Index("opportunity_history_actor", [
		"actorId",
		"recordedAt",
		"id"
	])
], HistoryEntryEntity);
// src/modules/opportunity/stage-stay.entity.ts
var StageStayEntity = class StageStayEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], StageStayEntity.prototype, "id", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => OpportunityEntity),
	__decorateMetadata("design:type", String)
], StageStayEntity.prototype, "opportunityId", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => PipelineEntity),
	__decorateMetadata("design:type", String)
], StageStayEntity.prototype, "pipelineId", void 0);
__decorate([
	Column("text"),
	ForeignKey(() => StageEntity),
	__decorateMetadata("design:type", String)
], StageStayEntity.prototype, "stageId", void 0);
__decorate([InstantColumn(), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], StageStayEntity.prototype, "enteredAt", void 0);
__decorate([InstantColumn({ nullable: true }), __decorateMetadata("design:type", Object)], StageStayEntity.prototype, "leftAt", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", Object)
], StageStayEntity.prototype, "enteredBy", void 0);
__decorate([Column("boolean", { default: false }), __decorateMetadata("design:type", Boolean)], StageStayEntity.prototype, "isInferred", void 0);
StageStayEntity = __decorate([
	Entity("stage_stay"),
	Check("stage_stay_order", "left_at >= entered_at"),
	Index("stage_stay_opportunity", ["opportunityId", "enteredAt"]),
	Index("stage_stay_stage", ["stageId"]),
	Index("stage_stay_open", ["opportunityId"], {
		unique: true,
		where: "(left_at IS NULL)"
	})
], StageStayEntity);
// src/modules/organization/organization.entity.ts
var OrganizationEntity = class OrganizationEntity {};
__decorate([PrimaryColumn("boolean", { default: true }), __decorateMetadata("design:type", Boolean)], OrganizationEntity.prototype, "id", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OrganizationEntity.prototype, "name", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OrganizationEntity.prototype, "currency", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], OrganizationEntity.prototype, "timeZone", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], OrganizationEntity.prototype, "locale", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], OrganizationEntity.prototype, "createdAt", void 0);
OrganizationEntity = __decorate([
	Entity("organization"),
	Check("organization_single", "id"),
	Check("organization_locale", `locale in ('vi', 'en')`)
], OrganizationEntity);
// src/data/audit/audit-entry.entity.ts
var AuditEntryEntity = class AuditEntryEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], AuditEntryEntity.prototype, "id", void 0);
__decorate([InstantColumn({ default: () => "clock_timestamp()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], AuditEntryEntity.prototype, "at", void 0);
__decorate([
	Column("text", { nullable: true }),
	ForeignKey(() => UserEntity),
	__decorateMetadata("design:type", Object)
], AuditEntryEntity.prototype, "actorId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "viaId", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "address", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "agent", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "action", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "subjectId", void 0);
__decorate([Column("jsonb", { default: () => "'[]'" }), __decorateMetadata("design:type", Array)], AuditEntryEntity.prototype, "changes", void 0);
__decorate([Column("text", { nullable: true }), __decorateMetadata("design:type", Object)], AuditEntryEntity.prototype, "refusal", void 0);
AuditEntryEntity = __decorate([
	Entity("audit_entry"),
	Index("audit_entry_time", ["at", "id"]),
	Index("audit_entry_actor", [
		"actorId",
		"at",
		"id"
	]),
	Index("audit_entry_subject", [
		"subjectId",
		"at",
		"id"
	]),
	Index("audit_entry_action", [
		"action",
		"at",
		"id"
	]),
	Index("audit_entry_refused", ["at", "id"], { where: "refusal is not null" })
], AuditEntryEntity);
// src/data/idempotency-key.entity.ts
var IdempotencyKeyEntity = class IdempotencyKeyEntity {};
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], IdempotencyKeyEntity.prototype, "actorKey", void 0);
__decorate([PrimaryColumn("text"), __decorateMetadata("design:type", String)], IdempotencyKeyEntity.prototype, "key", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], IdempotencyKeyEntity.prototype, "operation", void 0);
__decorate([Column("text"), __decorateMetadata("design:type", String)], IdempotencyKeyEntity.prototype, "requestHash", void 0);
__decorate([Column("jsonb", { nullable: true }), __decorateMetadata("design:type", Object)], IdempotencyKeyEntity.prototype, "outcome", void 0);
__decorate([InstantColumn({ default: () => "now()" }), __decorateMetadata("design:type", typeof Date === "undefined" ? Object : Date)], IdempotencyKeyEntity.prototype, "createdAt", void 0);
IdempotencyKeyEntity = __decorate([Entity("idempotency_key"), Index("idempotency_key_age", ["createdAt"])], IdempotencyKeyEntity);
// src/data/migrations/1764032400000-start.ts
/**
* Everything that the first release stores. Rules that must never break stand here as constraints, besides the code.
* Our own instants have milliseconds, as the domain's do: what a cursor says is exactly what a row holds.
*/
var Start1764032400000 = class {
	async up(run) {
		for (const statement of [
			extensions,
			fold,
			settings,
			people,
			pipelines,
			customers,
			opportunities,
			indexes$1,
			history,
			feed,
			access,
			guards
		]) await run.query(statement);
	}
	async down() {
		throw new Error("The first migration has nothing to go back to: restore a backup instead.");
	}
};
var extensions = `
  create extension if not exists unaccent;
  create extension if not exists pg_trgm;
`;
/** The same rule as \`fold\` of the domain: case, accents, đ and runs of spaces do not count. */
var fold = `
  create function mekong_fold(t text) returns text language sql immutable parallel safe strict as $$
    select btrim(regexp_replace(lower(public.unaccent('public.unaccent'::regdictionary, normalize(t, nfc))), '\\s+', ' ', 'g'))
  $$;
`;
var settings = `
  create table organization (
    id boolean primary key default true constraint organization_single check (id),
    name text not null,
    currency text not null,
    time_zone text not null,
    locale text not null constraint organization_locale check (locale in ('vi', 'en')),
    created_at timestamptz(3) not null default now()
  );
  create table app_secret (name text primary key, value text not null, created_at timestamptz(3) not null default now());
  create table setup_token (
    token_hash text primary key,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    used_at timestamptz(3)
  );
`;
/** better-auth's tables under our names, with what the policy needs of a person beside them. */
var people = `
  create table team (id text primary key, name text not null, created_at timestamptz(3) not null default now());
  create unique index team_name on team (mekong_fold(name));
  create table app_user (
    id text primary key,
    name text not null,
    email text not null unique,
    email_verified boolean not null default false,
    image text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    role text not null default 'REP'
      constraint app_user_role check (role in ('REP', 'TEAM_LEADER', 'MANAGER', 'ADMINISTRATOR', 'READ_ONLY')),
    visibility text not null default 'TEAM' constraint app_user_visibility check (visibility in ('OWN', 'TEAM', 'ALL')),
    locale text not null default 'vi' constraint app_user_locale check (locale in ('vi', 'en')),
    time_zone text,
    main_team_id text references team (id),
    has_sign_in boolean not null default true,
    is_active boolean not null default true,
    acl_version integer not null default 1
  );
  create index app_user_name on app_user (name collate "vi-x-icu", id);
  create table team_member (
    team_id text not null references team (id) on delete cascade,
    user_id text not null references app_user (id) on delete cascade,
    is_leader boolean not null default false,
    primary key (team_id, user_id)
  );
  create index team_member_user on team_member (user_id);
  create table app_session (
    id text primary key,
    expires_at timestamptz not null,
    token text not null unique,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null,
    ip_address text,
    user_agent text,
    user_id text not null references app_user (id) on delete cascade
  );
  create index app_session_user_id_idx on app_session (user_id);
  create table app_account (
    id text primary key,
    account_id text not null,
    provider_id text not null,
    user_id text not null references app_user (id) on delete cascade,
    access_token text,
    refresh_token text,
    id_token text,
    access_token_expires_at timestamptz,
    refresh_token_expires_at timestamptz,
    scope text,
    password text,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null
  );
  create index app_account_user_id_idx on app_account (user_id);
  create table app_verification (
    id text primary key,
    identifier text not null,
    value text not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now()
  );
  create index app_verification_identifier_idx on app_verification (identifier);
`;
/** A deleted stage is an archived row: history goes on naming it. Its kind is part of a key that opportunities refer to. */
var pipelines = `
  create table pipeline (
    id text primary key,
    name text not null,
    currency text not null,
    position integer not null,
    created_at timestamptz(3) not null default now()
  );
  create table stage (
    id text primary key,
    pipeline_id text not null references pipeline (id),
    name text,
    preset_key text,
    kind text not null constraint stage_kind check (kind in ('OPEN', 'WON', 'LOST')),
    color text not null constraint stage_color check (color in ('BLUE', 'CYAN', 'VIOLET', 'AMBER', 'PINK', 'GREEN', 'GREY')),
    probability numeric not null
      constraint stage_probability check (probability >= 0 and probability <= 1 and scale(probability) <= 4
        and (kind <> 'WON' or probability = 1) and (kind <> 'LOST' or probability = 0)),
    position integer not null,
    is_folded boolean not null default false,
    rotten_after_days integer constraint stage_rotten check (rotten_after_days between 1 and 3650),
    created_at timestamptz(3) not null default now(),
    archived_at timestamptz(3),
    constraint stage_named check (name is not null or preset_key is not null),
    constraint stage_of_pipeline unique (id, pipeline_id, kind)
  );
  create index stage_pipeline on stage (pipeline_id, position);
`;
var customers = `
  create table company (
    id text primary key,
    name text not null,
    name_folded text not null default '',
    domain text,
    phone text,
    address text,
    version integer not null default 1,
    created_at timestamptz(3) not null default now(),
    deleted_at timestamptz(3)
  );
  create index company_name_order on company (name collate "vi-x-icu", id) where deleted_at is null;
  create index company_created on company (created_at, id) where deleted_at is null;
  create index company_search on company using gin (name_folded gin_trgm_ops);
  create table contact (
    id text primary key,
    name text not null,
    name_folded text not null default '',
    email text,
    phone text,
    job_title text,
    company_id text references company (id),
    version integer not null default 1,
    created_at timestamptz(3) not null default now(),
    deleted_at timestamptz(3)
  );
  create index contact_name_order on contact (name collate "vi-x-icu", id) where deleted_at is null;
  create index contact_created on contact (created_at, id) where deleted_at is null;
  create index contact_company on contact (company_id);
  create index contact_search on contact using gin (name_folded gin_trgm_ops);
  create table customer_history (
    subject_id text not null,
    version integer not null,
    actor_id text references app_user (id),
    recorded_at timestamptz(3) not null default clock_timestamp(),
    changes jsonb not null,
    primary key (subject_id, version)
  );
  create table lost_reason (
    id text primary key,
    name text,
    preset_key text,
    position integer not null,
    created_at timestamptz(3) not null default now(),
    archived_at timestamptz(3),
    constraint lost_reason_named check (name is not null or preset_key is not null)
  );
  create table source (id text primary key, name text not null unique, created_at timestamptz(3) not null default now());
  create table tag (id text primary key, name text not null unique, created_at timestamptz(3) not null default now());
`;
/**
* The stage of an opportunity is one of its own pipeline and of the kind that its status says: one foreign key holds
* all three. Sums of money are exact; NaN is above every limit and so refused.
*/
var opportunities = `
  create table opportunity (
    id text primary key,
    pipeline_id text not null,
    stage_id text not null,
    status text not null,
    title text not null constraint opportunity_title check (btrim(title) <> ''),
    description text,
    amount numeric constraint opportunity_amount check (amount >= 0 and amount < 1000000000000000 and scale(amount) <= 4),
    currency text not null constraint opportunity_currency check (currency ~ '^[A-Z]{3}$'),
    probability numeric not null
      constraint opportunity_probability check (probability >= 0 and probability <= 1 and scale(probability) <= 4
        and (status <> 'WON' or probability = 1) and (status <> 'LOST' or probability = 0)),
    probability_source text not null constraint opportunity_probability_source check (probability_source in ('STAGE', 'MANUAL')),
    owner_id text references app_user (id),
    team_id text references team (id),
    company_id text references company (id),
    contact_id text references contact (id),
    source text references source (name) on update cascade,
    medium text,
    campaign text,
    tags text[] not null default '{}',
    expected_close_date date,
    external_id text constraint opportunity_external_id unique,
    lost_reason_id text references lost_reason (id),
    lost_note text,
    reopen_stage_id text references stage (id),
    rank bigint not null,
    version integer not null default 1 constraint opportunity_version check (version >= 1),
    stage_entered_at timestamptz(3) not null,
    created_at timestamptz(3) not null,
    closed_at timestamptz(3),
    deleted_at timestamptz(3),
    title_folded text not null default '',
    search_text text not null default '',
    constraint opportunity_stage foreign key (stage_id, pipeline_id, status) references stage (id, pipeline_id, kind),
    constraint opportunity_closed check ((status = 'OPEN') = (closed_at is null)),
    constraint opportunity_lost check ((status = 'LOST') = (lost_reason_id is not null))
  );
`;
/**
* One index for every order that a list offers, and one for each way of cutting a column to what a reader sees. The one
* by rank alone is on an expression, so that a column, which is sorted by the plain rank, is never read through it: for
* a short column the database would walk all ranks of all boards.
*/
var indexes$1 = `
  create index opportunity_column on opportunity (stage_id, rank, id) where deleted_at is null;
  create index opportunity_column_team on opportunity (stage_id, team_id, rank, id) where deleted_at is null;
  create index opportunity_column_owner on opportunity (stage_id, owner_id, rank, id) where deleted_at is null;
  create index opportunity_created on opportunity (created_at, id);
  create index opportunity_entered on opportunity (stage_entered_at, id);
  create index opportunity_rank on opportunity ((rank + 0), id);
  create index opportunity_title_order on opportunity (title collate "vi-x-icu", id);
  create index opportunity_closed_asc on opportunity (closed_at asc nulls last, id);
  create index opportunity_closed_desc on opportunity (closed_at desc nulls last, id desc);
  create index opportunity_amount_asc on opportunity (amount asc nulls last, id);
  create index opportunity_amount_desc on opportunity (amount desc nulls last, id desc);
  create index opportunity_close_date_asc on opportunity (expected_close_date asc nulls last, id);
  create index opportunity_close_date_desc on opportunity (expected_close_date desc nulls last, id desc);
  create index opportunity_external_asc on opportunity (external_id asc nulls last, id);
  create index opportunity_external_desc on opportunity (external_id desc nulls last, id desc);
  create index opportunity_owner on opportunity (owner_id);
  create index opportunity_team on opportunity (team_id);
  create index opportunity_company on opportunity (company_id);
  create index opportunity_contact on opportunity (contact_id);
  create index opportunity_deleted on opportunity (deleted_at) where deleted_at is not null;
  create index opportunity_tags on opportunity using gin (tags);
  create index opportunity_title_search on opportunity using gin (title_folded gin_trgm_ops);
  create index opportunity_search on opportunity using gin (search_text gin_trgm_ops);
`;
/** Stays and history can't be made up later. \`valid_at\` is when it was so, \`recorded_at\` when we learned it. */
var history = `
  create table stage_stay (
    id text primary key,
    opportunity_id text not null references opportunity (id),
    pipeline_id text not null references pipeline (id),
    stage_id text not null references stage (id),
    entered_at timestamptz(3) not null,
    left_at timestamptz(3) constraint stage_stay_order check (left_at >= entered_at),
    entered_by text references app_user (id),
    is_inferred boolean not null default false
  );
  create index stage_stay_opportunity on stage_stay (opportunity_id, entered_at);
  create unique index stage_stay_open on stage_stay (opportunity_id) where left_at is null;
  create index stage_stay_stage on stage_stay (stage_id);
  create table opportunity_history (
    id text primary key,
    opportunity_id text not null references opportunity (id),
    version integer not null,
    kind text not null constraint opportunity_history_kind
      check (kind in ('CREATED', 'UPDATED', 'MOVED', 'WON', 'LOST', 'REOPENED', 'DELETED', 'RESTORED', 'IMPORTED')),
    road text not null constraint opportunity_history_road check (road in ('UI', 'API', 'IMPORT')),
    actor_id text references app_user (id),
    valid_at timestamptz(3) not null,
    recorded_at timestamptz(3) not null default clock_timestamp(),
    changes jsonb not null
  );
  create index opportunity_history_of on opportunity_history (opportunity_id, version);
  create index opportunity_history_time on opportunity_history (opportunity_id, recorded_at, id);
`;
/**
* The live board's feed (docs/protocol.md). The counter is taken last in every transaction, so that seq order is commit
* order; totals are kept beside it. An empty team or owner in a cell is ''.
*/
var feed = `
  create table feed_meta (id boolean primary key default true constraint feed_meta_single check (id), epoch text not null);
  insert into feed_meta (epoch) values (gen_random_uuid()::text);
  create table board_feed (
    pipeline_id text primary key references pipeline (id),
    seq bigint not null default 0,
    min_seq bigint not null default 1
  ) with (fillfactor = 50);
  create table board_event (
    pipeline_id text not null references pipeline (id),
    seq bigint not null,
    at timestamptz(3) not null default clock_timestamp(),
    actor_id text,
    client_mutation_id text,
    type text not null,
    opportunity_id text,
    opportunity_version integer,
    acl_before jsonb,
    acl_after jsonb,
    deltas jsonb not null,
    payload jsonb not null,
    schema_version integer not null default 1,
    primary key (pipeline_id, seq)
  );
  create index board_event_at on board_event (pipeline_id, at);
  create table total_cell (
    pipeline_id text not null,
    stage_id text not null,
    team_id text not null,
    owner_id text not null,
    currency text not null,
    n integer not null,
    amount numeric not null,
    weighted numeric not null,
    primary key (pipeline_id, stage_id, team_id, owner_id, currency)
  ) with (fillfactor = 50);
  create table idempotency_key (
    actor_key text not null,
    key text not null,
    operation text not null,
    request_hash text not null,
    outcome jsonb,
    created_at timestamptz(3) not null default now(),
    primary key (actor_key, key)
  );
  create index idempotency_key_age on idempotency_key (created_at);
`;
var access = `
  create table api_key (
    id text primary key,
    user_id text not null references app_user (id) on delete cascade,
    name text not null,
    prefix text not null,
    secret_hash text not null unique,
    scopes text[] not null,
    created_at timestamptz(3) not null default now(),
    expires_at timestamptz(3) not null,
    last_used_at timestamptz(3),
    revoked_at timestamptz(3)
  );
  create index api_key_user on api_key (user_id);
`;
/**
* What no code may get round: versions grow, searched text follows its source, history is never rewritten, and only the
* tail of a write (live/outbox.ts) numbers events: it names its own transaction in \`mekong.tail\`.
*/
var guards = `
  create function rights_changed() returns trigger language plpgsql as $$
  begin new.acl_version := greatest(new.acl_version, old.acl_version + 1); return new; end $$;
  create trigger rights_changed before update of role, visibility, is_active on app_user for each row
    when ((old.role, old.visibility, old.is_active) is distinct from (new.role, new.visibility, new.is_active))
    execute function rights_changed();
  create function membership_changed() returns trigger language plpgsql as $$
  begin
    update app_user set acl_version = acl_version + 1 where id in (old.user_id, new.user_id);
    return null;
  end $$;
  create trigger membership_changed after insert or update or delete on team_member
    for each row execute function membership_changed();

  create function version_grows() returns trigger language plpgsql as $$
  begin
    if new.version < old.version then
      raise exception '% % goes back from version % to %', tg_table_name, old.id, old.version, new.version
        using errcode = 'check_violation';
    end if;
    return new;
  end $$;
  create trigger opportunity_version_grows before update of version on opportunity
    for each row execute function version_grows();
  create trigger company_version_grows before update of version on company
    for each row execute function version_grows();
  create trigger contact_version_grows before update of version on contact
    for each row execute function version_grows();

  create function opportunity_fold() returns trigger language plpgsql as $$
  begin
    new.title_folded := mekong_fold(new.title);
    new.search_text := mekong_fold(concat_ws(' · ', new.title, new.external_id,
      (select name from company where id = new.company_id), (select name from contact where id = new.contact_id)));
    return new;
  end $$;
  create trigger opportunity_fold before insert or update of title, external_id, company_id, contact_id on opportunity
    for each row execute function opportunity_fold();

  create function name_fold() returns trigger language plpgsql as $$
  begin new.name_folded := mekong_fold(new.name); return new; end $$;
  create trigger company_fold before insert or update of name on company for each row execute function name_fold();
  create trigger contact_fold before insert or update of name on contact for each row execute function name_fold();

  create function company_renamed() returns trigger language plpgsql as $$
  begin update opportunity set company_id = company_id where company_id = new.id; return null; end $$;
  create trigger company_renamed after update of name on company
    for each row when (old.name is distinct from new.name) execute function company_renamed();
  create function contact_renamed() returns trigger language plpgsql as $$
  begin update opportunity set contact_id = contact_id where contact_id = new.id; return null; end $$;
  create trigger contact_renamed after update of name on contact
    for each row when (old.name is distinct from new.name) execute function contact_renamed();

  create function append_only() returns trigger language plpgsql as $$
  begin raise exception '% is append-only', tg_table_name; end $$;
  create trigger opportunity_history_append_only before update or delete or truncate on opportunity_history
    for each statement execute function append_only();
  create trigger customer_history_append_only before update or delete or truncate on customer_history
    for each statement execute function append_only();
  create trigger board_event_append_only before update on board_event
    for each statement execute function append_only();

  create function pipeline_has_feed() returns trigger language plpgsql as $$
  begin insert into board_feed (pipeline_id) values (new.id); return null; end $$;
  create trigger pipeline_has_feed after insert on pipeline for each row execute function pipeline_has_feed();

  create function tail_only() returns trigger language plpgsql as $$
  begin
    if current_setting('mekong.tail', true) is distinct from pg_current_xact_id()::text then
      raise exception 'only the tail of a write counts and tells on %', tg_table_name;
    end if;
    return new;
  end $$;
  create trigger board_event_tail_only before insert on board_event for each row execute function tail_only();
  create trigger board_feed_tail_only before update of seq on board_feed for each row execute function tail_only();
`;
// src/data/migrations/1795580720616-sees-amounts.ts
/** Whether a person sees amounts of money. Whoever was there before goes on seeing them; a change is one of rights. */
var SeesAmounts1795580720616 = class {
	async up(run) {
		await run.query(`
      alter table app_user add column sees_amounts boolean not null default true;
      ${rightsChanged("role, visibility, is_active, sees_amounts")}
    `);
	}
	async down(run) {
		await run.query(`
      ${rightsChanged("role, visibility, is_active")}
      alter table app_user drop column sees_amounts;
    `);
	}
};
var rightsChanged = (columns) => {
	const of = (row) => columns.replace(/\w+/g, `${row}.$&`);
	return `
    drop trigger rights_changed on app_user;
    create trigger rights_changed before update of ${columns} on app_user for each row
      when ((${of("old")}) is distinct from (${of("new")}))
      execute function rights_changed();`;
};
// src/data/migrations/1795580829579-audit.ts
/**
* Who did what, when and from where. What is done to opportunities has its history, which gets the rest of the answer
* (docs/decisions/0010); everything else stands in a table of its own.
*/
var Audit1795580829579 = class {
	async up(run) {
		await run.query(`
      create table audit_entry (
        id text primary key,
        at timestamptz(3) not null default clock_timestamp(),
        actor_id text references app_user (id),
        via_id text,
        address text,
        agent text,
        action text not null,
        subject_id text,
        changes jsonb not null default '[]',
        refusal text
      );
      create index audit_entry_time on audit_entry (at, id);
      create index audit_entry_actor on audit_entry (actor_id, at, id);
      create index audit_entry_subject on audit_entry (subject_id, at, id);
      create trigger audit_entry_append_only before update or delete or truncate on audit_entry
        for each statement execute function append_only();
      alter table opportunity_history add column via_id text, add column address text, add column agent text;
    `);
	}
	async down(run) {
		await run.query(`
      alter table opportunity_history drop column via_id, drop column address, drop column agent;
      drop table audit_entry;
    `);
	}
};
// src/data/migrations/1795580939911-throttle.ts
/** Buckets of points that nodes share (`http/throttle/`). Unlogged: worth nothing after a crash, and written every second. */
var Throttle1795580939911 = class {
	async up(run) {
		await run.query(`
      create unlogged table throttle_bucket (
        name text primary key,
        level double precision not null,
        at timestamptz not null
      ) with (fillfactor = 50)`);
	}
	async down(run) {
		await run.query("drop table throttle_bucket");
	}
};
// src/data/lock-patience.ts
/** How long a statement of a migration waits for a lock, with everybody else queueing behind it. */
var lockPatienceMs = 2e3;
/**
* For `create index concurrently` and the like: they let others work while they wait, for as long as the oldest
* transaction lasts, and would begin anew after every interruption.
*/
async function concurrently(run, statement) {
	await run.query("set lock_timeout = 0");
	try {
		await run.query(statement);
	} finally {
		await run.query(`set lock_timeout = ${lockPatienceMs}`);
	}
}
// src/data/migrations/1795581250495-audit-log.ts
/**
* What the audit log is read by: history and audit as one list, and the indexes of its orders. They are built while
* older nodes go on writing, so not in a transaction; one that was left half built by a failure is built again.
*/
var AuditLog1795581250495 = class {
	constructor() {
		this.transaction = false;
	}
	async up(run) {
		for (const [name, on] of Object.entries(indexes)) {
			await concurrently(run, `drop index concurrently if exists ${name}`);
			await concurrently(run, `create index concurrently ${name} on ${on}`);
		}
		await run.query(view);
	}
	async down(run) {
		await run.query("drop view audit_log");
		for (const name of Object.keys(indexes)) await concurrently(run, `drop index concurrently if exists ${name}`);
	}
};
var indexes = {
	opportunity_history_log: "opportunity_history (recorded_at, id)",
	opportunity_history_actor: "opportunity_history (actor_id, recorded_at, id)",
	audit_entry_action: "audit_entry (action, at, id)",
	audit_entry_refused: "audit_entry (at, id) where refusal is not null"
};
/** `of_history` is a constant of each half: a condition on it leaves the other half unread. */
var view = `
  create or replace view audit_log as
  select id, at, actor_id, via_id, address, agent, action, subject_id, changes, refusal, false as of_history
  from audit_entry
  union all
  select id, recorded_at, actor_id, via_id, address, agent,
    case kind when 'CREATED' then 'CREATE_OPPORTUNITY' when 'UPDATED' then 'UPDATE_OPPORTUNITY'
      when 'REOPENED' then 'REOPEN_OPPORTUNITY' when 'DELETED' then 'DELETE_OPPORTUNITY'
      when 'RESTORED' then 'RESTORE_OPPORTUNITY' when 'IMPORTED' then 'IMPORT_OPPORTUNITIES' else 'MOVE_OPPORTUNITY' end,
    opportunity_id, changes, null::text, true
  from opportunity_history`;
// src/data/migrations/1795581527631-api-key-rotation.ts
/** A key may have two secrets for a while, the one before it was rotated and the new one. */
var ApiKeyRotation1795581527631 = class {
	async up(run) {
		await run.query(`
      alter table api_key
        add column generation integer not null default 1,
        add column previous_hash text constraint api_key_previous_hash unique,
        add column previous_until timestamptz(3),
        add column last_used_address text;
    `);
	}
	async down(run) {
		await run.query(`
      alter table api_key drop column generation, drop column previous_hash, drop column previous_until,
        drop column last_used_address;
    `);
	}
};
// src/data/migrations/1795581632056-people.ts
/**
* People come by invitation and may leave: an invitation that is open, whoever takes over from somebody who left, and
* when somebody was last here.
*/
var People1795581632056 = class {
	async up(run) {
		await run.query(`
      alter table app_user
        add column successor_id text references app_user (id),
        add column deactivated_by_id text references app_user (id),
        add column deactivated_at timestamptz(3),
        add column last_seen_at timestamptz(3);
      create table invitation (
        id text primary key,
        user_id text not null constraint invitation_user unique references app_user (id) on delete cascade,
        email text not null constraint invitation_email unique,
        token_hash text not null constraint invitation_token unique,
        invited_by_id text not null references app_user (id),
        created_at timestamptz(3) not null default now(),
        sent_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null
      );
      create index app_user_leaver on app_user (id) where successor_id is not null and not is_active;
    `);
	}
	async down(run) {
		await run.query(`
      drop table invitation;
      drop index app_user_leaver;
      alter table app_user drop column successor_id, drop column deactivated_by_id, drop column deactivated_at,
        drop column last_seen_at;
    `);
	}
};
// src/data/migrations/1795582000000-names-version.ts
/**
* One number that grows with every change of what cards show of others: people, teams, companies, contacts, reasons. An
* answer that is kept (`kept/`) is true while it and the board's counter stand still. It is raised at the commit, as a
* transaction's very last lock, so that it adds no order of locks to any use case; once a transaction, however many rows.
*/
var NamesVersion1795582000000 = class {
	async up(run) {
		await run.query(`
      create table names_version (id boolean primary key default true constraint names_version_single check (id), version bigint not null);
      insert into names_version (version) values (1);
      create function names_changed() returns trigger language plpgsql as $$
      begin
        update names_version set version = version + 1 where xmin::text <> (pg_current_xact_id()::xid)::text;
        return null;
      end $$;
    `);
		for (const table of [
			"team",
			"company",
			"contact",
			"lost_reason"
		]) await run.query(`create constraint trigger names_changed after update or delete on ${table} deferrable initially deferred
           for each row execute function names_changed()`);
		await run.query(`create constraint trigger names_changed after update of name, email, role, is_active, has_sign_in, main_team_id
         on app_user deferrable initially deferred for each row execute function names_changed()`);
		await run.query(`create constraint trigger names_changed after insert or update or delete on team_member deferrable initially deferred
         for each row execute function names_changed()`);
	}
	async down(run) {
		for (const table of [
			"app_user",
			"team",
			"company",
			"contact",
			"lost_reason",
			"team_member"
		]) await run.query(`drop trigger names_changed on ${table}`);
		await run.query("drop function names_changed(); drop table names_version");
	}
};
// src/data/migrations/1795581935605-open-connections.ts
/** What each node has open, for whom, so that limits on it hold over all nodes (`http/throttle/census.ts`). */
var OpenConnections1795581935605 = class {
	async up(run) {
		await run.query("create unlogged table open_connections (node text primary key, counts jsonb not null, at timestamptz not null)");
	}
	async down(run) {
		await run.query("drop table open_connections");
	}
};
// src/data/migrations/1795581733895-all-written.ts
/**
* A write sends its commit together with its last statements and so cannot look at their results before: a statement that
* touched fewer rows than it should undoes the transaction by itself.
*/
var AllWritten1795581733895 = class {
	async up(run) {
		await run.query(`
      create function all_written(written bigint, expected bigint, what text) returns boolean language plpgsql as $$
      begin
        if written <> expected then
          raise exception '% of % rows of % were written', written, expected, what using errcode = 'data_exception';
        end if;
        return true;
      end $$;
    `);
	}
	async down(run) {
		await run.query("drop function all_written");
	}
};
// src/data/migrations/1795582220828-mail.ts
/** Mails wait here until a node has handed them to the mail server (`mail/`). */
var Mail1795582220828 = class {
	async up(run) {
		await run.query(`
      create table outgoing_mail (
        id text primary key,
        kind text not null,
        recipient text not null,
        subject text not null,
        content jsonb,
        created_at timestamptz(3) not null default now(),
        expires_at timestamptz(3) not null,
        attempts integer not null default 0,
        next_attempt_at timestamptz(3) not null default now(),
        sent_at timestamptz(3),
        given_up_at timestamptz(3),
        last_error text
      );
      create index outgoing_mail_due on outgoing_mail (next_attempt_at) where sent_at is null and given_up_at is null;
      create index outgoing_mail_age on outgoing_mail (created_at);
    `);
	}
	async down(run) {
		await run.query("drop table outgoing_mail");
	}
};
// src/data/migrations/1795582748018-second-factors.ts
/**
* A second step of signing in, passkeys, when a session was last used, and how often signing in failed lately. The
* attempts are worth nothing after a crash and written often, so they are unlogged.
*/
var SecondFactors1795582748018 = class {
	async up(run) {
		await run.query(`
      alter table app_user add column two_factor_enabled boolean not null default false;
      alter table app_session add column last_active_at timestamptz(3);
      create table app_two_factor (
        id text primary key,
        user_id text not null constraint app_two_factor_user unique references app_user (id) on delete cascade,
        secret text not null,
        backup_codes text not null,
        verified boolean not null default false,
        failed_verification_count integer not null default 0,
        locked_until timestamptz
      );
      create table app_passkey (
        id text primary key,
        user_id text not null references app_user (id) on delete cascade,
        name text,
        credential_id text not null constraint app_passkey_credential unique,
        public_key text not null,
        counter double precision not null,
        device_type text not null,
        backed_up boolean not null,
        transports text,
        aaguid text,
        created_at timestamptz not null default now()
      );
      create index app_passkey_user on app_passkey (user_id);
      create unlogged table sign_in_attempt (
        name text primary key,
        failures integer not null,
        window_from timestamptz not null,
        blocks integer not null default 0,
        blocked_until timestamptz
      ) with (fillfactor = 50);
    `);
	}
	async down(run) {
		await run.query(`
      drop table sign_in_attempt;
      drop table app_passkey;
      drop table app_two_factor;
      alter table app_session drop column last_active_at;
      alter table app_user drop column two_factor_enabled;
    `);
	}
};
// src/data/naming.ts
var tableName = (table) => (typeof table === "string" ? table : table.name).split(".").at(-1) ?? "";
var joined = (table, columns, suffix) => [
	tableName(table),
	...columns,
	suffix
].join("_");
/** PostgreSQL's own names: snake_case columns, and constraints as it calls them when a migration does not. */
var PostgresNames = class extends DefaultNamingStrategy {
	columnName(property, given) {
		return given ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	}
	primaryKeyName(table) {
		return joined(table, [], "pkey");
	}
	uniqueConstraintName(table, columns) {
		return joined(table, columns, "key");
	}
	foreignKeyName(table, columns) {
		return joined(table, columns, "fkey");
	}
};
// src/data/silence.ts
/**
* Connections that end when nothing has come or gone for so long. PostgreSQL answers any statement sooner, and the pool
* gives back what is idle sooner; so the network has forgotten this one without a word, and whoever waits on it would wait
* until the system gives up, a quarter of an hour later, with one connection less for all others.
*/
var endingInSilenceOf = (ms) => class extends Client {
	constructor(config) {
		super(config);
		this.once("connect", () => {
			const { stream } = this.connection;
			if (stream instanceof Socket) stream.setTimeout(ms, () => stream.destroy());
		});
	}
};
// src/data/types.ts
var day = 1082;
var moment = 1184;
var anyMoment = types.getTypeParser(moment);
/** `2026-11-25 01:02:03.004+00` as JavaScript reads it best: several times as fast as by its parts. */
function readMoment(text) {
	if (text.length < 22 || !text.endsWith("+00") || text[10] !== " ") return anyMoment(text);
	return /* @__PURE__ */ new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}
/**
* How values come back from PostgreSQL: days as their text (`2026-11-25`; `pg` would make a local midnight of them),
* exact numbers (`numeric`, `bigint`) as text, instants as `Date`, which better-auth on the same pool relies on. Stores
* turn a `Date` into the domain's instant; business instants have milliseconds in the database too (`timestamptz(3)`).
*/
var valueTypes = { getTypeParser: (oid, format) => {
	if (oid === moment && format !== "binary") return readMoment;
	if (oid === day && format !== "binary") return (text) => text;
	return types.getTypeParser(oid, format);
} };
// src/data/data-source.ts
var entities = [
	ApiKeyEntity,
	AuditEntryEntity,
	BoardEventEntity,
	BoardFeedEntity,
	CompanyEntity,
	ContactEntity,
	CustomerStepEntity,
	FeedMetaEntity,
	HistoryEntryEntity,
	IdempotencyKeyEntity,
	InvitationEntity,
	LostReasonEntity,
	OpportunityEntity,
	OrganizationEntity,
	OutgoingMailEntity,
	PipelineEntity,
	SourceEntity,
	StageEntity,
	StageStayEntity,
	TagEntity,
	TeamEntity,
	TeamMemberEntity,
	TotalCellEntity,
	UserEntity
];
/** In the order in which they were written. */
var all = [
	Start1764032400000,
	SeesAmounts1795580720616,
	Audit1795580829579,
	Throttle1795580939911,
	AuditLog1795581250495,
	ApiKeyRotation1795581527631,
	People1795581632056,
	NamesVersion1795582000000,
	OpenConnections1795581935605,
	AllWritten1795581733895,
	Mail1795582220828,
	SecondFactors1795582748018
];
/** What this version can bring a database to, by name. */
var knownMigrations = all.map(({ name }) => name);
/** Milliseconds that a request waits for a free connection before it is told to try again. */
var connectMs = 5e3;
/** The ORM over one pool, which everything in the process shares. Tables change by migrations only. */
var dataSource = (url, { poolSize = 20, migrations = knownMigrations, statementMs, onIdleError = () => {} } = {}) => new DataSource({
	type: "postgres",
	url,
	entities,
	migrations: all.filter(({ name }) => migrations.includes(name)),
	migrationsTransactionMode: "each",
	synchronize: false,
	installExtensions: false,
	namingStrategy: new PostgresNames(),
	applicationName: "mekong",
	poolSize,
	connectTimeoutMS: connectMs,
	poolErrorHandler: onIdleError,
	extra: {
		types: valueTypes,
		pipeline: true,
		...statementMs !== void 0 && timeLimits(statementMs)
	}
});
/** PostgreSQL keeps the limit. Should its answer never come, the connection is given up some time later. */
var timeLimits = (statementMs) => ({
	statement_timeout: statementMs,
	Client: endingInSilenceOf(1.5 * statementMs)
});
/** The pool under the ORM, for statements that need no mapping and for better-auth. */
function poolOf(data) {
	return data.driver.master;
}
// src/data/idempotency.ts
var field = ["clientMutationId"];
var longest = 200;
/** A key is any text that the database can hold. */
function faultOfKey(key) {
	if (key === null) return void 0;
	if (!isStorable(key)) return invalid("notStorable", field);
	if (key.trim() === "") return invalid("blank", field);
	return lengthOf(key) > longest ? invalid("tooLong", field, { max: longest }) : void 0;
}
/** Two requests are the same when they ask the same of the same mutation, in whatever order their fields come. */
var hashOfRequest = (operation, input) => createHash("sha256").update(`${operation} ${canonical(input)}`).digest("hex");
function canonical(value) {
	return JSON.stringify(value, (_, part) => typeof part === "object" && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => a < b ? -1 : 1)) : part);
}
/**
* Begins writes that share a transaction, no two with the same key: sets how long it may wait, reads the clock, and takes
* the keys. The same key in another running transaction makes this one wait for that one's end; one whose write has
* committed is known, for a day.
*/
async function openWrites(sql, requests) {
	const columns = [
		requests.map(({ actorKey }) => actorKey),
		requests.map(({ key }) => key),
		requests.map(({ operation }) => operation),
		requests.map(({ requestHash }) => requestHash)
	];
	const [row] = await sql.rows(opening, columns);
	if (!row) throw new Error("The opening of a write has always one row.");
	const taken = new Set(row.taken);
	const others = requests.filter((request) => !taken.has(nameOf(request)));
	const answers = /* @__PURE__ */ new Map();
	for (const request of others) answers.set(nameOf(request), await knownOf(sql, request));
	return {
		now: row.now,
		answerTo: (request) => answers.get(nameOf(request))
	};
}
/** The ids of actors have no space. */
var nameOf = ({ actorKey, key }) => `${actorKey} ${key}`;
async function knownOf(sql, { actorKey, key, requestHash }) {
	const [stored] = await sql.rows(`select request_hash, outcome from idempotency_key where actor_key = $1 and key = $2`, [actorKey, key]);
	return stored?.request_hash === requestHash ? {
		kind: "written",
		...stored.outcome,
		isReplay: true
	} : {
		kind: "key-refused",
		fault: fault("IDEMPOTENCY_KEY_REUSED", "keyReused", field)
	};
}
/**
* Keys are inserted from the settings, so that waiting for another write with the same key has its limit too, and in an
* order that is everywhere the same.
*/
var opening = `
  with setting as materialized (
    select set_config('lock_timeout', '2s', true), set_config('statement_timeout', '8s', true),
      set_config('idle_in_transaction_session_timeout', '8s', true)
  ), taken as (
    insert into idempotency_key as k (actor_key, key, operation, request_hash)
    select r.actor_key, r.key, r.operation, r.request_hash
    from setting, unnest($1::text[], $2::text[], $3::text[], $4::text[]) as r (actor_key, key, operation, request_hash)
    order by r.actor_key, r.key
    on conflict (actor_key, key) do update
      set operation = excluded.operation, request_hash = excluded.request_hash, outcome = null, created_at = now()
      where k.created_at < now() - interval '24 hours'
    returning actor_key, key
  )
  select date_trunc('milliseconds', clock_timestamp()) as now,
    array(select actor_key || ' ' || key from taken) as taken from setting`;
// src/data/transaction.ts
var transactionsOn = (pool) => (use) => run(pool, use);
async function run(pool, use) {
	return withClient(pool, async (client) => {
		try {
			await client.query("begin");
			const result = await use(sqlOn(client));
			await client.query("commit");
			return result;
		} catch (error) {
			await client.query("rollback").catch(() => {});
			throw error;
		}
	});
}
/** A connection of one's own for a while. */
async function withClient(pool, use) {
	const client = await pool.connect();
	client.on("error", ignore);
	try {
		return await use(client);
	} finally {
		client.removeListener("error", ignore);
		client.release();
	}
}
var ignore = () => {};
// src/live/outbox.ts
/**
* The last statement of every transaction that writes: takes the boards' counters, brings the totals up to date, stores
* the events under their numbers and the audit's entries, keeps the answers and gives back the keys of what was refused.
* Only the commit follows, so the order of numbers is the order of commits, and nobody waits long for a counter. Nothing
* else can insert events: a trigger wants the transaction named in `mekong.tail`. All statements are sent when this
* returns.
*/
function writeTail(sql, left, freed = []) {
	const events = eventRows(left);
	const boards = [...new Set(events.map((event) => event.pipeline_id))].toSorted();
	const audited = left.flatMap((one) => one.audited ?? []);
	const keys = left.flatMap(({ key, outcome }, write) => key ? [{
		write,
		actor_key: key.actorKey,
		key: key.key,
		outcome: outcome ?? null
	}] : []);
	if (boards.length + audited.length + keys.length + freed.length === 0) return Promise.resolve(left.map(() => ({})));
	const locked = boards.length > 1 && sql.rows(`select seq from board_feed where pipeline_id = any($1) order by pipeline_id for update`, [boards]);
	const counted = sql.rows(tailStatement, [
		JSON.stringify(events),
		JSON.stringify(cellRows(left.flatMap((one) => one.events))),
		JSON.stringify(audited),
		JSON.stringify(keys),
		JSON.stringify(freed.map(({ actorKey, key }) => ({
			actor_key: actorKey,
			key
		}))),
		boards.length
	]);
	return Promise.all([counted, locked]).then(([counters]) => positionsOf(left.length, events, counters));
}
/** Every step takes its rows from the one before, which fixes their order within the one statement. */
var tailStatement = `
  with flag as materialized (
    select set_config('mekong.tail', pg_current_xact_id()::text, true)
  ), event as (
    select * from jsonb_to_recordset($1::jsonb) as e (write integer, pipeline_id text, nth integer, actor_id text,
      type text, opportunity_id text, opportunity_version integer, client_mutation_id text, acl_before jsonb,
      acl_after jsonb, deltas jsonb, payload jsonb)
  ), counter as (
    update board_feed f set seq = f.seq + e.n
    from (select pipeline_id, count(*) as n from event group by pipeline_id) e, flag
    where f.pipeline_id = e.pipeline_id
    returning f.pipeline_id, f.seq as last, e.n
  ), counted as (
    insert into total_cell as t (pipeline_id, stage_id, team_id, owner_id, currency, n, amount, weighted)
    select d.pipeline_id, d.stage_id, d.team_id, d.owner_id, d.currency, d.n, d.amount, d.weighted
    from jsonb_to_recordset($2::jsonb) as d (pipeline_id text, stage_id text, team_id text, owner_id text,
      currency text, n integer, amount numeric, weighted numeric) join counter using (pipeline_id)
    on conflict (pipeline_id, stage_id, team_id, owner_id, currency) do update
      set n = t.n + excluded.n, amount = t.amount + excluded.amount, weighted = t.weighted + excluded.weighted
  ), told as (
    insert into board_event (pipeline_id, seq, actor_id, client_mutation_id, type, opportunity_id, opportunity_version,
      acl_before, acl_after, deltas, payload)
    select e.pipeline_id, c.last - c.n + e.nth, e.actor_id, e.client_mutation_id, e.type, e.opportunity_id,
      e.opportunity_version, e.acl_before, e.acl_after, e.deltas, e.payload
    from event e join counter c using (pipeline_id) order by e.pipeline_id, e.nth
  ), audited as (${insertAudit("$3")}
  ), kept as (
    update idempotency_key k set outcome = jsonb_build_object('outcome', a.outcome, 'positions', coalesce((
      select jsonb_object_agg(p.pipeline_id, p.seq) from (
        select e.pipeline_id, max(c.last - c.n + e.nth) as seq from event e join counter c using (pipeline_id)
        where e.write = a.write group by e.pipeline_id
      ) p), '{}'))
    from jsonb_to_recordset($4::jsonb) as a (write integer, actor_key text, key text, outcome jsonb)
    where k.actor_key = a.actor_key and k.key = a.key
  ), freed as (
    delete from idempotency_key k using jsonb_to_recordset($5::jsonb) as f (actor_key text, key text)
    where k.actor_key = f.actor_key and k.key = f.key
  )
  select c.pipeline_id, c.last, c.n
  from all_written((select count(*) from counter), $6, 'board_feed') left join counter c on true`;
var aclOf = (acl) => acl && {
	ownerId: acl.ownerId,
	teamId: acl.teamId
};
/** Events of all writes, each with its place among those of its board. */
function eventRows(left) {
	const counts = /* @__PURE__ */ new Map();
	return left.flatMap(({ actorId, events }, write) => events.map((event) => {
		const nth = (counts.get(event.pipelineId) ?? 0) + 1;
		counts.set(event.pipelineId, nth);
		return {
			write,
			pipeline_id: event.pipelineId,
			nth,
			actor_id: actorId,
			type: event.type,
			opportunity_id: event.opportunityId,
			opportunity_version: event.opportunityVersion,
			client_mutation_id: event.clientMutationId,
			acl_before: aclOf(event.before),
			acl_after: aclOf(event.after),
			deltas: event.deltas,
			payload: event.payload
		};
	}));
}
/** As the statement reckons: a write's position on a board is the number of its own last event there. */
function positionsOf(writes, events, counters) {
	const before = new Map(counters.map(({ pipeline_id, last, n }) => [pipeline_id, Number(last) - Number(n)]));
	const positions = Array.from({ length: writes }, () => ({}));
	for (const { write, pipeline_id, nth } of events) {
		const ofWrite = positions[write];
		if (ofWrite) ofWrite[pipeline_id] = (before.get(pipeline_id) ?? 0) + nth;
	}
	return positions;
}
/** Kept totals by board; a cell named twice would be touched twice by one insert, which PostgreSQL refuses. */
function cellRows(events) {
	return [...Map.groupBy(events, (event) => event.pipelineId)].flatMap(([pipelineId, ofBoard]) => mergeDeltas(ofBoard.flatMap((event) => event.deltas)).map((delta) => ({
		pipeline_id: pipelineId,
		stage_id: delta.stageId,
		team_id: delta.teamId ?? "",
		owner_id: delta.ownerId ?? "",
		currency: delta.currency,
		n: delta.n,
		amount: delta.amount,
		weighted: delta.weighted
	})));
}
// src/data/write-tx.ts
/** Rows for the end of a transaction, by who writes them. */
var LeftRows = class {
	#jobs = /* @__PURE__ */ new Map();
	add(writer, item) {
		const known = this.#jobs.get(writer);
		if (known) return void known.items.push(item);
		const items = [item];
		this.#jobs.set(writer, {
			items,
			write: (sql) => writer(sql, items)
		});
	}
	write(sql) {
		return [...this.#jobs.values()].map((job) => job.write(sql));
	}
};
/** One write's view of the transaction that it may share with others. */
var OneWrite = class {
	#left;
	#isOver;
	constructor(request, now, sql) {
		this.sql = sql;
		this.events = [];
		this.audited = [];
		this.afterwards = [];
		this.#left = [];
		this.#isOver = false;
		this.caller = request.caller;
		this.clientMutationId = request.clientMutationId;
		this.now = instant(now);
	}
	leave(writer, item) {
		this.#refuseWhenOver();
		this.#left.push((rows) => rows.add(writer, item));
	}
	emit(event) {
		this.#refuseWhenOver();
		this.events.push(event);
	}
	audit(entry) {
		this.#refuseWhenOver();
		const row = auditRow(entry, {
			actorId: this.caller.actor.userId,
			via: this.caller.via
		});
		if (row !== null) this.audited.push(row);
	}
	afterCommit(job) {
		this.afterwards.push(job);
	}
	/** What it leaves goes to the others' rows; from now on it can leave nothing more. */
	end(rows) {
		this.#isOver = true;
		if (rows) for (const leaveIn of this.#left) leaveIn(rows);
	}
	#refuseWhenOver() {
		if (this.#isOver) throw new Error("The write is over: its tail is written already.");
	}
};
// src/data/write-group.ts
/** The answer of a shared write that can't go on in company: it is run again by itself. */
var apart = "apart";
/** The transaction failed. Undone: nothing of it is written, for certain; else nobody knows whether it was committed. */
var GroupFailed = class extends Error {
	constructor(cause, isUndone) {
		super("A group of writes failed as a whole.");
		this.cause = cause;
		this.isUndone = isUndone;
	}
};
/**
* Some writes in one transaction, in two trips where their use cases ask nothing more: one that begins, takes the keys,
* and holds and reads what all of them need; then the decisions, one after the other; then one with all rows, the tail
* and the commit. A refusal is one write's own: it leaves nothing, and its key is given back.
*/
async function writeTogether(client, members, hold) {
	const sql = new TransactionSql(client);
	try {
		return await attempt(sql, members, hold);
	} catch (error) {
		throw new GroupFailed(error, await sql.end("rollback").then(() => true, () => false));
	}
}
async function attempt(sql, members, hold) {
	const keys = members.map(({ request }) => keyOf(request));
	const [, opened, held] = await Promise.all([
		sql.count("begin"),
		openWrites(sql, keys.filter((key) => key !== null)),
		hold(sql)
	]);
	const rows = new LeftRows();
	const committed = [];
	const freed = [];
	const ended = [];
	for (const [at, member] of members.entries()) {
		const key = keys[at] ?? null;
		const known = key && opened.answerTo(key);
		if (known) {
			ended[at] = {
				written: known,
				afterwards: []
			};
			continue;
		}
		const tx = new OneWrite(member.request, opened.now, sql);
		const result = await member.decide(tx, held);
		const isCommitted = result !== "apart" && "commit" in result;
		tx.end(isCommitted ? rows : void 0);
		if (isCommitted) committed.push({
			at,
			tx,
			key,
			outcome: result.commit
		});
		else {
			if (key) freed.push(key);
			ended[at] = result === "apart" ? apart : {
				written: {
					kind: "refused",
					refusal: result.refuse
				},
				afterwards: []
			};
		}
	}
	const positions = committed.length === 0 ? await undone(sql) : await written(sql, rows, committed, freed);
	for (const [nth, { at, tx, outcome }] of committed.entries()) ended[at] = {
		written: {
			kind: "written",
			outcome,
			positions: positions[nth] ?? {},
			isReplay: false
		},
		afterwards: tx.afterwards
	};
	return {
		ended: ended.filter((one) => one !== void 0),
		boards: [...new Set(positions.flatMap((one) => Object.keys(one)))]
	};
}
async function undone(sql) {
	await sql.end("rollback");
	return [];
}
/** Rows first, the tail last; the commit goes out with them, and is a rollback if one of them fails. */
async function written(sql, rows, committed, freed) {
	const writing = rows.write(sql);
	const tail = writeTail(sql, committed.map(({ tx, key, outcome }) => ({
		actorId: tx.caller.actor.userId,
		events: tx.events,
		audited: tx.audited,
		key,
		outcome
	})), freed);
	const [positions] = await Promise.all([
		tail,
		...writing,
		sql.end("commit")
	]);
	return positions;
}
var keyOf = ({ caller, clientMutationId, operation, input }) => clientMutationId === null ? null : {
	actorKey: caller.actorKey,
	key: clientMutationId,
	operation,
	requestHash: hashOfRequest(operation, input)
};
// src/data/write-queue.ts
var mostTogether = 32;
/**
* While one group is on its way, others gather and go together as the next one. Nobody waits while nothing is on its
* way, and nobody waits for company.
*/
var WriteQueue = class {
	#waiting = [];
	#isBusy = false;
	/** `together` never fails: each of a group learns for itself what became of it. */
	constructor(together) {
		this.together = together;
	}
	add(item) {
		this.#waiting.push(item);
		if (!this.#isBusy) this.#go();
	}
	async #go() {
		this.#isBusy = true;
		while (this.#waiting.length > 0) await this.together(this.#take());
		this.#isBusy = false;
	}
	#take() {
		const group = [];
		const staying = [];
		const taken = /* @__PURE__ */ new Set();
		for (const item of this.#waiting) {
			(group.length < mostTogether && !item.names.some((name) => taken.has(name)) ? group : staying).push(item);
			for (const name of item.names) taken.add(name);
		}
		this.#waiting = staying;
		return group;
	}
};
// src/data/write.ts
/**
* The one road of every write. In this order: idempotency keys, columns, cards by id, rules and rows; then the tail,
* which alone touches counters, totals and events; then the commit; then the wake-up. A refusal undoes everything, the
* key too, so a refused request may be sent again. A write that loses a race against others is run again as a whole: use
* cases do nothing but read and write through their `tx`.
*/
var Writes = class {
	#pool;
	#queues = /* @__PURE__ */ new Map();
	constructor(data, wake, lost = () => {}) {
		this.wake = wake;
		this.lost = lost;
		this.#pool = poolOf(data);
	}
	async run(request, use) {
		const fault = faultOfKey(request.clientMutationId);
		if (fault) return {
			kind: "key-refused",
			fault
		};
		return this.#alone({
			request,
			decide: use
		}, async () => void 0);
	}
	/** The same for a kind of write that may share its transaction with others that wait in the same queue. */
	async share(queue, kind, request) {
		const { caller, clientMutationId, input } = request;
		const fault = faultOfKey(clientMutationId);
		if (fault) return {
			kind: "key-refused",
			fault
		};
		const { promise, resolve, reject } = Promise.withResolvers();
		const name = `${kind.operation} ${queue}`;
		const known = this.#queues.get(name);
		const waiting = known ?? new WriteQueue((group) => this.#together(group, kind));
		if (!known) this.#queues.set(name, waiting);
		waiting.add({
			names: [kind.subjectOf(input), ...clientMutationId === null ? [] : [`${caller.actorKey} ${clientMutationId}`]],
			input,
			request: {
				...request,
				operation: kind.operation
			},
			decide: (tx, held) => kind.decide(tx, input, held),
			resolve,
			reject
		});
		return promise;
	}
	/** A group that is undone as a whole is run again one by one, as is whoever could not go in company. */
	async #together(group, kind) {
		const againAlone = (one) => void this.#alone(one, (sql) => kind.hold(sql, [one.input], true)).then(one.resolve, one.reject);
		try {
			const inputs = group.map(({ input }) => input);
			const ended = await this.#attempt(group, (sql) => kind.hold(sql, inputs, false));
			for (const [at, one] of group.entries()) {
				const end = ended[at];
				if (end === void 0 || end === "apart") againAlone(one);
				else one.resolve(end.written);
			}
		} catch (error) {
			const isUndone = error instanceof GroupFailed && error.isUndone;
			for (const one of group) if (isUndone) againAlone(one);
			else one.reject(error instanceof GroupFailed ? error.cause : error);
		}
	}
	async #alone(member, hold) {
		return retrying(async () => {
			try {
				const [end] = await this.#attempt([member], hold);
				if (end === void 0 || end === "apart") throw new Raced();
				return end.written;
			} catch (error) {
				throw error instanceof GroupFailed ? error.cause : error;
			}
		}, this.lost);
	}
	async #attempt(members, hold) {
		const { ended, boards } = await withClient(this.#pool, (client) => writeTogether(client, members, hold));
		for (const id of boards) this.wake.publish(`board:${id}`);
		for (const end of ended) if (end !== "apart") for (const job of end.afterwards) job();
		return ended;
	}
	/** What was tried and left nothing else behind: its write is undone, so the entry is stored by itself. */
	async auditRefusal(caller, operation, subjectId, faults) {
		const [action, refusal] = [auditActionOf(operation), faults[0]?.code];
		if (action === void 0 || refusal === void 0) return;
		const by = {
			actorId: caller.actor.userId,
			via: caller.via
		};
		await audit(sqlOn(this.#pool), {
			action,
			subjectId,
			refusal,
			...by
		});
	}
};
// src/modules/pipeline/create-pipeline.ts
/** Makes a pipeline with the stages of a preset, own ones after them, and the organisation's currency unless one is named. */
var createPipeline = (writes, caller, request) => change(writes, caller, ["createPipeline", "setup:write"], request, async (tx) => {
	const faults = faultsOfPipeline(request, request.stages);
	if (faults.length > 0) return { refuse: faults };
	const store = new PipelineStore(tx.sql);
	const id = typeidUnboxed("pip");
	const currency = request.currency ?? (await readOrganization(tx.sql)).currency;
	await store.insertPipeline({
		id,
		name: request.name,
		currency,
		createdAt: tx.now
	});
	const drafts = stagesOfNew(request.preset, request.stages);
	for (const [position, draft] of drafts.entries()) await store.insertStage({
		...draft,
		id: typeidUnboxed("stg"),
		pipelineId: id,
		position
	});
	tx.audit({
		action: "CREATE_PIPELINE",
		subjectId: id,
		after: {
			name: request.name,
			currency,
			preset: request.preset
		}
	});
	pipelineChanged(tx, id);
	const pipeline = await store.pipeline(id);
	if (!pipeline) throw new Error(`Pipeline ${id} is not there after it was made.`);
	return { commit: pipeline };
});
export { defaultChance as $, auditActions as $t, fields as A, withContactFields as At, lockOrganization as B, isStorable as Bt, plural as C, dayIn as Ct, OpportunityBatch as D, kindOfId as Dt, keepWords as E, isId as Et, pipelineOf as F, emailFaults as Ft, faultsOfTeamDeletion as G, deltasOf as Gt, updateOrganizationRow as H, instant as Ht, createOrganization as I, limits as It, decideDeactivate as J, noTotals as Jt, addressOf as K, inCurrency as Kt, ensureOrganization as L, optionalText as Lt, opportunityOf as M, faultsOfCompany as Mt, PipelineStore as N, withCompanyFields as Nt, asRows as O, contactFields as Ot, pipelineColumns as P, decideCustomerEdit as Pt, stagesOfNew as Q, auditActionOf as Qt, faultsOfOrganization as R, requiredText as Rt, ruleSentence as S, changesBetween as St, sqlOn as T, startOfDay as Tt, decideCreateTeam as U, isDay as Ut, readOrganization as V, lengthOf as Vt, decideUpdateTeam as W, cutTo as Wt, colorOf as X, weighted as Xt, decideUpdateUser as Y, withDeltas as Yt, faultsOfPipeline as Z, parseDecimal as Zt, __decorate as _, namesOfLostReason as _t, transactionsOn as a, scopeOf as an, decideReopen as at, unavailable as b, presetLostReasons as bt, poolOf as c, isAmount as cn, decideDelete as ct, lockColumns as d, invalid as dn, chanceIn as dt, isAdministrative as en, faultsOfDeletion as et, Raced as f, placedIn as ft, secretHash as g, lostReasonName as gt, change as h, firstOpenStage as ht, writeTail as i, scopeKey as in, decideMove as it, opportunityColumns as j, companyFields as jt, columnOf as k, faultsOfContact as kt, lockPatienceMs as l, stepSeenBy as ln, decideRestore as lt, pipelineChanged as m, isGiven as mt, Writes as n, permissionsOf as nn, faultsOfStage as nt, dataSource as o, amountSeenBy as on, placeFields as ot, codeOf as p, faultsOfFields as pt, decideInvite as q, mergeDeltas as qt, apart as r, isVisible as rn, decideImport as rt, knownMigrations as s, conflictSeenBy as sn, decideEdit as st, createPipeline as t, may as tn, faultsOfKind as tt, audit as u, fault as un, decideCreate as ut, __decorateMetadata as v, namesOfStage as vt, paramsFrom as w, isTimeZone as wt, messages as x, presetStageNames as xt, ApiError as y, stageName as yt, findOrganization as z, fold$1 as zt };

//# sourceMappingURL=create-pipeline-DQhtEfpW.js.map