export const signIn = {
  pageTitle: 'Đăng nhập',
  title: 'Chào bạn trở lại',
  lead: 'Đăng nhập để xem bảng của đội mình.',
  email: 'Email',
  password: 'Mật khẩu',
  submit: 'Đăng nhập',
  submitting: 'Đang đăng nhập…',
  demoTitle: 'Bản dùng thử: chọn một vai',

  cookieHint: 'Phiên đăng nhập dùng cookie của máy chủ này, không gửi đi đâu khác.',
  languageSwitch: 'Ngôn ngữ / Language',
  wrong: 'Email hoặc mật khẩu chưa đúng. Thử lại nhé.',
  throttled: ({ seconds }: { seconds: number }) => `Đã thử nhiều lần. Thử lại sau ${seconds} giây.`,
  throttleOver: 'Bạn có thể thử lại.',
  unreachable: 'Chưa kết nối được máy chủ. Kiểm tra mạng rồi thử lại.',
  failed: 'Máy chủ chưa trả lời được. Thử lại sau ít phút.',
  emailMissing: 'Điền email của bạn.',
  passwordMissing: 'Điền mật khẩu.',
  signedOutNotice: 'Bạn đã bị đăng xuất. Đăng nhập lại để tiếp tục, phần đang viết vẫn còn.',
  /** The picture beside the form: three made-up sales. */
  art: {
    holding: ({ name }: { name: string }) => `${name} đang kéo`,
    wonAt: 'Thắng lúc 09:41',
    office: { title: 'Thi công văn phòng tầng 12', company: 'Dược Hoa Sen Trắng' },
    hotel: { title: 'Nội thất 42 phòng khách sạn', company: 'Du lịch Bến Ninh Kiều' },
    kitchens: { title: 'Tủ bếp 64 căn, đợt 2', company: 'Địa ốc Vườn Ven Sông' },
  },
}
