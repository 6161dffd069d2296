import { Column, type ColumnOptions } from 'typeorm'

/** An instant of ours: milliseconds, as in the domain. */
export const InstantColumn = (options: Pick<ColumnOptions, 'default' | 'nullable'> = {}): PropertyDecorator =>
  Column({ type: 'timestamptz', precision: 3, ...options })
