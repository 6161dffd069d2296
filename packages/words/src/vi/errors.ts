/** What a rule's sentence names, as the domain gives it. */
export type RuleParams = Readonly<Record<string, string | number>>

/** What an operation would cost, and where. */
interface CostParams {
  readonly requested: number
  readonly most: number
  readonly at: string
}

/**
 * What the API and the command line answer when something is refused. `rules` has a sentence for every rule of the
 * domain (it names what is wrong, never internals), `top` one for every top-level code.
 */
export const errors = {
  rules: {
    required: 'Cần có giá trị.',
    blank: 'Không được để trống.',
    tooLong: ({ max }: RuleParams) => `Dài quá ${max} ký tự.`,
    tooShort: ({ min }: RuleParams) => `Cần ít nhất ${min} ký tự.`,
    notStorable: 'Có ký tự không dùng được.',
    notFound: 'Không tìm thấy, hoặc bạn chưa được xem.',
    notDecimal: 'Số phải viết như 1250000.5, không có dấu tách nhóm.',
    moneyRange: 'Số tiền phải từ 0 đến dưới 1.000.000.000.000.000.',
    moneyDigits: ({ currency, digits }: RuleParams) =>
      Number(digits) === 0 ? `${currency} không có phần lẻ.` : `${currency} có nhiều nhất ${digits} chữ số lẻ.`,
    unknownCurrency: ({ currency }: RuleParams) => `Không có tiền tệ ${currency}.`,
    currencyMismatch: 'Tiền tệ này khác với tiền tệ của số tiền.',
    notDay: 'Không có ngày này. Viết như 2026-11-23.',
    probabilityRange: 'Xác suất từ 0 đến 1, nhiều nhất bốn chữ số lẻ.',
    probabilityClosed: 'Cơ hội đã đóng có xác suất cố định.',
    stageOfOtherPipeline: 'Giai đoạn này không thuộc quy trình đó.',
    stageGone: 'Giai đoạn này không còn.',
    lostReasonRequired: 'Cần có lý do thất bại.',
    lostReasonOnlyWhenLost: 'Chỉ cơ hội thất bại mới có lý do thất bại.',
    taken: 'Đã có rồi.',
    notYourTeam: 'Bạn chỉ chọn được đội của mình.',
    notYourPerson: 'Bạn chỉ giao được cho người trong đội mình.',
    notAllowed: 'Bạn không được làm việc này.',
    amountsHidden: 'Bạn không được xem hay ghi số tiền.',
    closedOwner: 'Cơ hội đã đóng chỉ quản lý đổi người phụ trách được.',
    inactivePerson: 'Người này không còn làm việc ở đây.',
    readOnlyPerson: 'Người này chỉ được xem nên không nhận việc được.',
    lastAdministrator: 'Đây là quản trị viên cuối cùng. Hãy chọn thêm một quản trị viên trước.',
    notTheirTeam: 'Đội chính phải là một trong các đội của người này.',
    handOverWanted: 'Người này còn cơ hội đang mở: hãy chọn người nhận.',
    handOverToSelf: 'Hãy chọn người khác để nhận bàn giao.',
    deactivateSelf: 'Bạn không tự cho mình nghỉ được. Hãy nhờ một quản trị viên khác.',
    stillInvited: 'Người này chưa nhận lời mời. Hãy thu hồi lời mời.',
    notInvited: 'Người này đã đăng nhập được nên không cần lời mời.',
    teamInUse: 'Đội còn cơ hội: hãy chọn đội nhận.',
    moveToItself: 'Hãy chọn một đội khác.',
    staleMove: 'Đã có người khác chuyển cơ hội này.',
    staleEdit: 'Đã có người khác sửa cùng lúc.',
    notClosed: 'Cơ hội đang mở.',
    notDeleted: 'Cơ hội chưa bị xoá.',
    kindInUse: 'Giai đoạn đã từng có cơ hội nên không đổi loại được.',
    stageInUse: 'Giai đoạn còn cơ hội: hãy chọn nơi chuyển tới.',
    moveToSameKind: 'Giai đoạn nhận phải cùng loại và cùng quy trình.',
    lastOpenStage: 'Quy trình cần ít nhất một giai đoạn đang mở.',
    currencyInUse: 'Đã có số tiền nên không đổi tiền tệ được.',
    inUse: 'Đang được dùng nên không xoá được.',
    unknownTimeZone: 'Không có múi giờ này.',
    tooMany: ({ max }: RuleParams) => `Nhiều nhất ${max}.`,
    notEmail: 'Địa chỉ email chưa đúng.',
    outOfRange: ({ min, max }: RuleParams) => `Từ ${min} đến ${max}.`,
    keyReused: 'Mã này đã dùng cho một yêu cầu khác.',
    expiryRange: 'Ngày hết hạn phải ở tương lai, trong vòng một năm.',
    keyEnded: 'Khóa này đã hết hiệu lực. Hãy tạo khóa mới.',
    neighbourUnknown: 'Thẻ bên cạnh không có ở cột này.',
    wrongColumnCount: 'Số ô của dòng này không khớp với dòng tiêu đề.',
    noCriteriaWhenLost: 'Giai đoạn thất bại không có tiêu chí.',
    notAnAnswer: 'Đây không phải là một trong các câu trả lời.',
  },
  /** Why a query's arguments can't be used: the top-level BAD_USER_INPUT. */
  input: {
    notDateTime: 'Thời điểm viết như 2026-11-25T01:02:03Z.',
    notDate: 'Không có ngày này. Viết như 2026-11-23.',
    notDecimal: 'Số phải viết như "1250000.5", không có dấu tách nhóm.',
    notCurrencyCode: 'Tiền tệ viết bằng ba chữ in hoa, như VND.',
    notStorable: 'Có ký tự không dùng được.',
    pageSize: ({ max }: RuleParams) => `Mỗi trang có từ 0 đến ${max} mục.`,
    pageBothWays: 'Chỉ dùng first hoặc last, không dùng cả hai.',
    foreignCursor: 'Con trỏ này không thuộc danh sách này. Hãy đọc lại từ trang đầu.',
    deadCursor: 'Không thể tiếp tục từ con trỏ này. Hãy đọc lại bảng.',
    filterTooDeep: ({ max }: RuleParams) => `Bộ lọc lồng quá ${max} tầng.`,
    variablesTooDeep: ({ max }: RuleParams) => `Biến lồng quá ${max} tầng.`,
    filterTooLarge: ({ max }: RuleParams) => `Bộ lọc có quá ${max} điều kiện.`,
    listTooLong: ({ max }: RuleParams) => `Danh sách dài quá ${max} mục.`,
    searchTooLong: ({ max }: RuleParams) => `Từ khoá dài quá ${max} ký tự.`,
    amountsHidden: 'Bạn không được xem số tiền nên không lọc hay sắp xếp theo số tiền được.',
    relevanceAlone: 'RELEVANCE phải đứng một mình trong orderBy.',
  },
  /** What follows QUERY_TOO_COMPLEX where the cost is too high. */
  cost: {
    tooMuch: ({ requested, most, at }: CostParams) =>
      `Câu hỏi này có thể tốn ${requested} điểm, nhiều nhất là ${most}. Phần tốn nhất ở ${at}.`,
    smallerPage: ({ at, first }: { readonly at: string; readonly first: number }) =>
      `Với first: ${first} ở ${at} thì vừa.`,
    split: 'Hãy hỏi phần đó riêng, với trang nhỏ hơn.',
  },
  top: {
    GRAPHQL_PARSE_FAILED: 'Không đọc được câu lệnh GraphQL.',
    GRAPHQL_VALIDATION_FAILED: 'Câu lệnh GraphQL không đúng với lược đồ.',
    BAD_USER_INPUT: 'Dữ liệu gửi lên chưa đúng.',
    OPERATION_RESOLUTION_FAILURE: 'Không biết chạy thao tác nào.',
    UNAUTHENTICATED: 'Cần đăng nhập.',
    FORBIDDEN: 'Bạn không được làm việc này.',
    NOT_FOUND: 'Không tìm thấy, hoặc bạn chưa được xem.',
    QUERY_TOO_COMPLEX: 'Câu hỏi này quá lớn. Hãy chia nhỏ.',
    THROTTLED: 'Nhiều yêu cầu quá. Thử lại sau giây lát.',
    PAYLOAD_TOO_LARGE: 'Dữ liệu gửi lên quá lớn.',
    UNSUPPORTED_MEDIA_TYPE: 'Kiểu dữ liệu này không dùng được.',
    METHOD_NOT_ALLOWED: 'Cách gọi này không dùng được ở đây.',
    SERVICE_UNAVAILABLE: 'Máy chủ đang bận. Thử lại sau giây lát.',
    TIMEOUT: 'Máy chủ trả lời quá lâu.',
    CONFLICT: 'Đã có thay đổi khác.',
    INTERNAL_SERVER_ERROR: 'Có lỗi ngoài dự kiến.',
  },
  network: 'Chưa kết nối được máy chủ.',
  unknown: 'Có lỗi ngoài dự kiến.',
}
