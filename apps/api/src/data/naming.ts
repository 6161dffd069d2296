import { DefaultNamingStrategy, type NamingStrategyInterface, type Table } from 'typeorm'

const tableName = (table: Table | string) => (typeof table === 'string' ? table : table.name).split('.').at(-1) ?? ''
const joined = (table: Table | string, columns: readonly string[], suffix: string) =>
  [tableName(table), ...columns, suffix].join('_')

/** PostgreSQL's own names: snake_case columns, and constraints as it calls them when a migration does not. */
export class PostgresNames extends DefaultNamingStrategy implements NamingStrategyInterface {
  override columnName(property: string, given: string | undefined): string {
    return given ?? property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
  }

  override primaryKeyName(table: Table | string): string {
    return joined(table, [], 'pkey')
  }

  override uniqueConstraintName(table: Table | string, columns: string[]): string {
    return joined(table, columns, 'key')
  }

  override foreignKeyName(table: Table | string, columns: string[]): string {
    return joined(table, columns, 'fkey')
  }
}
