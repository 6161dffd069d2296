/** Mails that the server sends. */
export const mail = {
  greeting: ({ name }: { name: string }) => `Chào ${name},`,
  orCopy: 'Nếu nút không mở được, chép liên kết này vào trình duyệt:',
  signature: 'Mekong gửi thư này tự động. Bạn không cần trả lời.',
  invitation: {
    subject: ({ organization }: { organization: string }) => `Mời bạn vào ${organization} trên Mekong`,
    lead: ({ organization, invitedBy }: { organization: string; invitedBy: string }) =>
      `${invitedBy} mời bạn cùng làm việc trong ${organization} trên Mekong. Mở liên kết để đặt mật khẩu và bắt đầu.`,
    action: 'Nhận lời mời',
    end: 'Liên kết dùng được một lần trong 7 ngày. Nếu bạn không chờ lời mời này, hãy bỏ qua thư.',
  },
  passwordReset: {
    subject: 'Đặt lại mật khẩu Mekong',
    lead: 'Có người, có lẽ là bạn, xin đặt lại mật khẩu cho tài khoản này.',
    action: 'Đặt mật khẩu mới',
    end: 'Liên kết dùng được một lần trong 1 giờ. Nếu không phải bạn, hãy bỏ qua thư: mật khẩu vẫn như cũ.',
  },
  passwordChanged: {
    subject: 'Mật khẩu Mekong đã được đổi',
    lead: 'Mật khẩu của tài khoản này vừa được đổi, và các phiên đăng nhập khác đã kết thúc.',
    action: 'Mở Mekong',
    end: 'Nếu không phải bạn, hãy đặt lại mật khẩu ngay bằng “Quên mật khẩu” ở trang đăng nhập và báo quản trị viên.',
  },
  twoFactorOff: {
    subject: 'Đã tắt xác thực hai bước trên Mekong',
    lead: 'Xác thực hai bước của tài khoản này vừa được tắt. Từ giờ chỉ cần mật khẩu để đăng nhập.',
    action: 'Mở Mekong',
    end: 'Nếu không phải bạn, hãy đổi mật khẩu ngay và báo quản trị viên.',
  },
}
