/** What a search costs that reads everything: the scan, on the folded text that is kept, that an index is there to avoid. */
export const settings = '-c enable_indexscan=off -c enable_bitmapscan=off -c enable_indexonlyscan=off'

export async function answer(pool, { words, userId, teamIds }) {
  const { rows } = await pool.query({
    text: `select id, title, amount, stage_id from opportunity
      where deleted_at is null and search_text like all ((select array_agg('%' || mekong_fold(word) || '%') from unnest($1::text[]) word)::text[])
        ${teamIds ? 'and (owner_id = $2 or team_id = any($3::text[]))' : ''}
      order by id desc limit 20`,
    values: teamIds ? [words, userId ?? '', teamIds] : [words],
  })
  return rows
}
