/** Ways in besides the password, its reset, and the demo's outbox: pages that few people open, so they bring their own words. */
export const entry = {
  forgot: 'Quên mật khẩu?',
  or: 'hoặc',
  withPasskey: 'Đăng nhập bằng khóa truy cập',
  withProvider: ({ name }: { name: string }) => `Đăng nhập bằng ${name}`,
  passkeyFailed: 'Khóa truy cập không dùng được. Thử lại, hoặc dùng mật khẩu.',
  providerFailed:
    'Không đăng nhập được bằng nhà cung cấp này. Email của bạn ở đó phải được xác minh và đã có tài khoản ở đây.',
  outbox: 'Thư đang chờ gửi (bản dùng thử)',
  /** An invitation that is accepted by the organisation's provider. */
  invitation: {
    withProvider: ({ name }: { name: string }) => `Nhận lời mời bằng ${name}`,
    backTitle: 'Chưa nhận được lời mời',
    backText: 'Mở lại liên kết mời để thử lại hoặc đặt mật khẩu.',
    refusals: {
      other_address:
        'Bạn vừa đăng nhập bằng một email khác. Hãy dùng tài khoản có email được mời, hoặc đặt mật khẩu ở đây.',
      address_not_verified:
        'Nhà cung cấp chưa xác minh email của bạn. Hãy xác minh ở đó rồi thử lại, hoặc đặt mật khẩu ở đây.',
      account_of_another: 'Tài khoản đó đang mở tài khoản của người khác ở đây. Hãy dùng tài khoản của chính bạn.',
      invitation_closed: 'Liên kết đã được dùng, đã hết hạn hoặc đã bị thu hồi.',
    },
    /** Anything else: somebody gave up at the provider, or it did not answer. */
    notAccepted: 'Nhà cung cấp chưa cho bạn vào. Thử lại, hoặc đặt mật khẩu ở đây.',
  },
  /** The second step. */
  code: {
    title: 'Bước thứ hai',
    lead: 'Mở ứng dụng xác thực và điền mã đang hiện.',
    label: 'Mã 6 chữ số',
    backupLead: 'Điền một mã dự phòng. Mỗi mã dùng được một lần.',
    backupLabel: 'Mã dự phòng',
    useBackup: 'Dùng mã dự phòng',
    useApp: 'Dùng ứng dụng xác thực',
    submit: 'Tiếp tục',
    wrong: 'Mã chưa đúng. Kiểm tra rồi thử lại.',
    over: 'Bước này đã hết hạn. Điền lại mật khẩu.',
    missing: 'Điền mã.',
    back: 'Quay lại',
  },
  reset: {
    askTitle: 'Quên mật khẩu',
    askLead: 'Điền email của bạn. Nếu có tài khoản, liên kết đặt mật khẩu mới sẽ được gửi tới đó.',
    ask: 'Gửi liên kết',
    sentTitle: 'Xem hộp thư của bạn',
    sentText: ({ email }: { email: string }) =>
      `Nếu ${email} có tài khoản, một liên kết dùng được trong 1 giờ đang trên đường tới.`,
    noMail: 'Máy chủ này chưa gửi được thư. Hãy nhờ quản trị viên.',
    title: 'Đặt mật khẩu mới',
    lead: 'Mọi phiên đăng nhập đang mở sẽ kết thúc.',
    newPassword: 'Mật khẩu mới',
    hint: 'Từ 10 đến 200 ký tự.',
    submit: 'Đặt mật khẩu',
    badLength: 'Mật khẩu cần từ 10 đến 200 ký tự.',
    gone: 'Liên kết này đã dùng hoặc đã hết hạn. Hãy xin liên kết khác.',
    again: 'Xin liên kết khác',
    doneTitle: 'Đã đặt mật khẩu mới',
    doneText: 'Đăng nhập bằng mật khẩu mới.',
    toSignIn: 'Tới trang đăng nhập',
  },
  /** The demo's outbox. */
  outboxPage: {
    title: 'Thư đang chờ gửi',
    lead: 'Bản dùng thử không có máy chủ thư, nên thư ở lại đây. Chỉ máy này thấy trang này.',
    empty: 'Chưa có thư nào.',
    to: ({ email }: { email: string }) => `Tới ${email}`,
    refresh: 'Tải lại',
  },
}
