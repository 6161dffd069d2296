/** The terminal: starting, setting up, importing. */
export const cli = {
  start: {
    ready: ({ url }: { url: string }) => `Mekong chạy tại ${url}`,
    demo: 'Tài khoản dùng thử',
    demoPassword: ({ password }: { password: string }) => `Mật khẩu chung: ${password}`,
    setupLink: ({ url }: { url: string }) => `Chưa có quản trị viên. Mở liên kết này trong 24 giờ: ${url}`,
    stopping: 'Đang dừng…',
    stopped: 'Đã dừng.',
  },
  fault: {
    portTaken: ({ port }: { port: number }) => `Cổng ${port} đang được dùng. Đặt PORT sang số khác.`,
    dataNotWritable: ({ path }: { path: string }) => `Không ghi được vào ${path}. Đặt MEKONG_DATA_DIR sang chỗ khác.`,
    variableInvalid: ({ name, reason }: { name: string; reason: string }) => `${name} chưa đúng: ${reason}`,
    noDatabase: 'Chưa kết nối được cơ sở dữ liệu.',
    unknownCommand: ({ command }: { command: string }) => `Không có lệnh ${command}.`,
    unknownOption: ({ option }: { option: string }) => `Không có tùy chọn ${option}.`,
  },
  admin: {
    created: ({ email }: { email: string }) => `Đã tạo quản trị viên ${email}.`,
    password: ({ password }: { password: string }) => `Mật khẩu: ${password}`,
    exists: ({ email }: { email: string }) => `${email} đã có tài khoản.`,
    unknown: ({ email }: { email: string }) => `Không có người dùng ${email}.`,
    none: 'Chưa có quản trị viên nào. Tạo bằng create-admin.',
  },
  backup: {
    written: ({ path, tables, rows }: { path: string; tables: number; rows: number }) =>
      `Đã sao lưu ${rows} dòng của ${tables} bảng vào ${path}.`,
    fileExists: ({ path }: { path: string }) => `${path} đã có. Chọn tên khác.`,
    notWritable: ({ path, code }: { path: string; code: string }) => `Không ghi được ${path} (${code}).`,
  },
  restore: {
    done: ({ path, tables, rows, madeAt }: { path: string; tables: number; rows: number; madeAt: string }) =>
      `Đã khôi phục ${rows} dòng của ${tables} bảng từ ${path}, sao lưu lúc ${madeAt}.`,
    unreadable: ({ path }: { path: string }) => `Không đọc được ${path}.`,
    notABackup: ({ path }: { path: string }) => `${path} không phải là bản sao lưu của Mekong.`,
    broken: ({ path }: { path: string }) => `${path} bị hỏng hoặc thiếu. Không có gì được ghi.`,
    newerFormat: ({ path }: { path: string }) => `${path} do một bản Mekong mới hơn tạo. Hãy dùng bản đó.`,
    newer: ({ path }: { path: string }) => `${path} do một bản Mekong mới hơn tạo. Hãy dùng bản đó.`,
    notEmpty: (_file: { path: string }) =>
      'Cơ sở dữ liệu đang có dữ liệu. Thêm --replace nếu muốn thay hết, hoặc dùng một cơ sở dữ liệu trống.',
    otherVersion: ({ path }: { path: string }) =>
      `${path} do một bản Mekong khác tạo so với cơ sở dữ liệu này. Hãy khôi phục vào một cơ sở dữ liệu trống.`,
    inUse: (_file: { path: string }) => 'Mekong đang chạy trên cơ sở dữ liệu này. Hãy dừng trước.',
  },
  import: {
    usage: 'mekong import FILE.csv --into opportunities --map MAP.json [--dry-run] [--json] [--as EMAIL]',
    dryRun: 'Chạy thử: không ghi gì.',
    progress: ({ done, total }: { done: string; total: string }) => `${done} trong ${total} dòng`,
    result: ({
      created,
      updated,
      unchanged,
      failed,
    }: {
      created: number
      updated: number
      unchanged: number
      failed: number
    }) => `${created} mới, ${updated} đổi, ${unchanged} giữ nguyên, ${failed} lỗi`,
    rowError: ({ row, line, column, message }: { row: number; line: number; column: string | null; message: string }) =>
      column === null
        ? `Dòng ${row} (dòng tệp ${line}): ${message}`
        : `Dòng ${row} (dòng tệp ${line}), cột ${column}: ${message}`,
    moreErrors: ({ n }: { n: number }) => `và ${n} lỗi nữa; dùng --json để xem hết`,
    unmapped: ({ columns }: { columns: string }) => `Cột không dùng: ${columns}`,
    fileMissing: ({ path }: { path: string }) => `Không đọc được tệp ${path}.`,
    notCsv: ({ path }: { path: string }) => `${path} không phải là tệp CSV.`,
    notUtf8: ({ path }: { path: string }) => `${path} không phải UTF-8. Đặt "encoding" trong map.`,
    mapInvalid: ({ reason }: { reason: string }) => `Map chưa đúng: ${reason}`,
    unknownField: ({ field }: { field: string }) => `Không có trường ${field}.`,
    missingColumn: ({ column }: { column: string }) => `Tệp không có cột ${column}.`,
    doubleColumn: ({ column }: { column: string }) => `Tệp có hai cột ${column}.`,
    unknownPipeline: ({ name }: { name: string }) => `Không có quy trình ${name}.`,
    cellNotMapped: ({ value }: { value: string }) => `Giá trị “${value}” không có trong bảng giá trị.`,
    doubleExternalId: ({ id, row }: { id: string; row: number }) => `Mã ${id} đã có ở dòng ${row}.`,
    unreadableNumber: ({ value }: { value: string }) => `“${value}” không phải số theo mẫu đã chọn.`,
    unreadableDate: ({ value }: { value: string }) => `“${value}” không phải ngày theo mẫu đã chọn.`,
    unknownValue: ({ what, value }: { what: string; value: string }) => `Không có ${what} “${value}”.`,
  },
}
