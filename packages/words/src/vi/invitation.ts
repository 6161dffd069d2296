/** The page behind an invitation's link. */
export const invitation = {
  title: ({ organization }: { organization: string }) => `Vào ${organization}`,
  lead: ({ email }: { email: string }) => `Bạn sẽ đăng nhập bằng ${email}.`,
  name: 'Họ và tên',
  password: 'Mật khẩu',
  passwordHint: 'Ít nhất 10 ký tự; một câu dễ nhớ là tốt nhất.',
  submit: 'Nhận lời mời',
  submitting: 'Đang vào…',
  goneTitle: 'Liên kết này không còn dùng được',
  goneText: 'Liên kết đã được dùng, đã hết hạn hoặc đã bị thu hồi. Hãy xin quản trị viên một liên kết mới.',
  toSignIn: 'Tới trang đăng nhập',
  failed: 'Chưa vào được. Thử lại sau ít phút.',
  fixFields: ({ n }: { n: number }) => `Có ${n} chỗ cần sửa.`,
}
