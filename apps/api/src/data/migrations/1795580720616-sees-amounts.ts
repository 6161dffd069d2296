import type { MigrationInterface, QueryRunner } from 'typeorm'

/** Whether a person sees amounts of money. Whoever was there before goes on seeing them; a change is one of rights. */
export class SeesAmounts1795580720616 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`
      alter table app_user add column sees_amounts boolean not null default true;
      ${rightsChanged('role, visibility, is_active, sees_amounts')}
    `)
  }

  async down(run: QueryRunner): Promise<void> {
    await run.query(`
      ${rightsChanged('role, visibility, is_active')}
      alter table app_user drop column sees_amounts;
    `)
  }
}

const rightsChanged = (columns: string): string => {
  const of = (row: string) => columns.replace(/\w+/g, `${row}.$&`)
  return `
    drop trigger rights_changed on app_user;
    create trigger rights_changed before update of ${columns} on app_user for each row
      when ((${of('old')}) is distinct from (${of('new')}))
      execute function rights_changed();`
}
