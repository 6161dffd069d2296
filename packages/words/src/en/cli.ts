import type { cli as vi } from '../vi/cli.ts'
import { plural } from '../plural.ts'

export const cli: typeof vi = {
  start: {
    ready: ({ url }) => `Mekong is running at ${url}`,
    demo: 'Demo accounts',
    demoPassword: ({ password }) => `Password for all: ${password}`,
    setupLink: ({ url }) => `There is no administrator yet. Open this link within 24 hours: ${url}`,
    stopping: 'Stopping…',
    stopped: 'Stopped.',
  },
  fault: {
    portTaken: ({ port }) => `Port ${port} is taken. Set PORT to another number.`,
    dataNotWritable: ({ path }) => `${path} cannot be written to. Set MEKONG_DATA_DIR to another folder.`,
    variableInvalid: ({ name, reason }) => `${name} is not right: ${reason}`,
    noDatabase: 'The database cannot be reached.',
    unknownCommand: ({ command }) => `There is no command ${command}.`,
    unknownOption: ({ option }) => `There is no option ${option}.`,
  },
  admin: {
    created: ({ email }) => `Created the administrator ${email}.`,
    password: ({ password }) => `Password: ${password}`,
    exists: ({ email }) => `${email} has an account already.`,
    unknown: ({ email }) => `There is no user ${email}.`,
    none: 'There is no administrator yet. Make one with create-admin.',
  },
  backup: {
    written: ({ path, tables, rows }) => `Backed up ${rows} rows of ${tables} tables to ${path}.`,
    fileExists: ({ path }) => `${path} is there already. Choose another name.`,
    notWritable: ({ path, code }) => `${path} cannot be written (${code}).`,
  },
  restore: {
    done: ({ path, tables, rows, madeAt }) =>
      `Restored ${rows} rows of ${tables} tables from ${path}, backed up at ${madeAt}.`,
    unreadable: ({ path }) => `${path} cannot be read.`,
    notABackup: ({ path }) => `${path} is no backup of Mekong.`,
    broken: ({ path }) => `${path} is broken or cut off. Nothing was written.`,
    newerFormat: ({ path }) => `${path} was made by a newer Mekong. Use that one.`,
    newer: ({ path }) => `${path} was made by a newer Mekong. Use that one.`,
    notEmpty: () =>
      'There is data in this database. Add --replace to put the backup in its place, or use an empty one.',
    otherVersion: ({ path }) =>
      `${path} was made by another version of Mekong than this database. Restore it into an empty database.`,
    inUse: () => 'Mekong is running on this database. Stop it first.',
  },
  import: {
    usage: 'mekong import FILE.csv --into opportunities --map MAP.json [--dry-run] [--json] [--as EMAIL]',
    dryRun: 'Dry run: nothing is written.',
    progress: ({ done, total }) => `${done} of ${total} rows`,
    result: ({ created, updated, unchanged, failed }) =>
      `${created} created, ${updated} updated, ${unchanged} unchanged, ${failed} failed`,
    rowError: ({ row, line, column, message }) =>
      column === null
        ? `Row ${row} (line ${line}): ${message}`
        : `Row ${row} (line ${line}), column ${column}: ${message}`,
    moreErrors: ({ n }) => `and ${n} more ${plural(n, 'error', 'errors')}; --json lists them all`,
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
    unknownValue: ({ what, value }) => `There is no ${what} “${value}”.`,
  },
}
