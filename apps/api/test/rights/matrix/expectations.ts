/**
 * Who may what, as the API's contract says it. Columns are the callers, in the order of `callers`; a letter is what the
 * question is answered with, one for each relation of the subject (own, team, other, deleted, deletedOther) or one alone
 * where there is no subject:
 *
 * - `y` answered, or done
 * - `n` not found: null, or NOT_FOUND; the same for what is not there
 * - `f` FORBIDDEN beside its field: seen, and beyond the caller's rights
 * - `i` refused for what the subject is, not for who asks
 * - `F` FORBIDDEN as a whole: this role or key may not use the field at all
 *
 * Written by hand from the contract and from nothing else: a table made from the code would agree with any code.
 */
//                       rep   ownRep leader manager admin readOnly repReads repWrites adminReads adminWrites adminAll
const sees = '           yynnn ynnnn  yynnn  yyynn   yyynn yyynn    yynnn    yynnn     yyynn      yyynn       yyynn'
/** A feed tells what was there while one saw it: that it is deleted now, too. */
const hears = '          yynyn ynnyn  yynyn  yyyyy   yyyyy yyyyy    yynyn    yynyn     yyyyy      yyyyy       yyyyy'
const changes = '        yynnn ynnnn  yynnn  yyynn   yyynn FFFFF    FFFFF    yynnn     FFFFF      yyynn       yyynn'
/** Its owner, its team's leader, a manager or an administrator. */
const deletes = '        yfnnn ynnnn  yynnn  yyynn   yyynn FFFFF    FFFFF    yfnnn     FFFFF      yyynn       yyynn'
const restores = '       ifnyn innyn  iinyn  iiiyy   iiiyy FFFFF    FFFFF    ifnyn     FFFFF      iiiyy       iiiyy'
/** To oneself, to a colleague in the team, to another team: reps give work only within their own teams. */
const gives = '          yyf   yyf    yyy    yyy     yyy   FFF      FFF      yyf       FFF        yyy         yyy'
const everybody = '      y     y      y      y       y     y        y        y         y          y           y'
const writers = '        y     y      y      y       y     F        F        y         F          y           y'
const heads = '          F     F      F      y       y     F        F        F         F          y           y'
const administrators = ' F     F      F      F       y     F        F        F         F          F           y'
/** What people do for themselves; a key needs the widest scope for it. */
const oneself = '        y     y      y      y       y     y        F        F         F          F           y'
/** A key or session of one's own, one of somebody else. */
const keys = '           yn    yn     yn     yn      yy    yn       FF       FF        FF         FF          yy'
/** An administrator sees the keys of others, and gives them no new secret. */
const ownKeys = '        yn    yn     yn     yn      yf    yn       FF       FF        FF         FF          yf'
/** Of somebody else: one's own are what the callers of this table come by. */
const othersSessions = ' n     n      n      n       y     n        F        F         F          F           y'

export const expectations: Readonly<Record<string, string>> = {
  'Query.viewer': everybody,
  'Query.node': sees,
  'Query.nodes': sees,
  'Query.opportunity': sees,
  'Query.opportunities': sees,
  'Query.board': sees,
  'Query.changes': hears,
  'Query.pipelines': everybody,
  'Query.pipeline': everybody,
  'Query.companies': everybody,
  'Query.contacts': everybody,
  'Query.users': everybody,
  'Query.teams': everybody,
  'Query.lostReasons': everybody,
  'Query.sources': everybody,
  'Query.tags': everybody,
  'Query.apiKeys': keys,
  'Query.auditLog': administrators,
  'Query.invitations': administrators,

  'Mutation.createOpportunity': gives,
  'Mutation.updateOpportunity': changes,
  'Mutation.moveOpportunity': changes,
  'Mutation.reopenOpportunity': changes,
  'Mutation.deleteOpportunity': deletes,
  'Mutation.restoreOpportunity': restores,
  'Mutation.updatePresence': sees,
  'Mutation.createCompany': writers,
  'Mutation.updateCompany': writers,
  'Mutation.deleteCompany': heads,
  'Mutation.createContact': writers,
  'Mutation.updateContact': writers,
  'Mutation.deleteContact': heads,
  'Mutation.createPipeline': administrators,
  'Mutation.updatePipeline': administrators,
  'Mutation.createStage': administrators,
  'Mutation.updateStage': administrators,
  'Mutation.moveStage': administrators,
  'Mutation.deleteStage': administrators,
  'Mutation.createLostReason': administrators,
  'Mutation.updateLostReason': administrators,
  'Mutation.updateOrganization': administrators,
  'Mutation.inviteUser': administrators,
  'Mutation.resendInvitation': administrators,
  'Mutation.revokeInvitation': administrators,
  'Mutation.updateUser': administrators,
  'Mutation.deactivateUser': administrators,
  'Mutation.reactivateUser': administrators,
  'Mutation.createTeam': administrators,
  'Mutation.updateTeam': administrators,
  'Mutation.deleteTeam': administrators,
  'Mutation.updateViewer': oneself,
  'Mutation.createApiKey': oneself,
  'Mutation.rotateApiKey': ownKeys,
  'Mutation.revokeApiKey': keys,
  'Mutation.revokeSession': keys,
  'Mutation.revokeSessions': othersSessions,
  'Mutation.clearTwoFactor': administrators,

  'Subscription.boardEvents': sees,
  'Subscription.boardPresence': sees,
}

/** The letters of a row, by column. */
export const columnsOf = (row: string): readonly string[] => row.trim().split(/\s+/)
