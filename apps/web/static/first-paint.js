// Before anything is drawn: the chosen theme and language, so that a dark screen never flashes white.
try {
  const theme = localStorage.getItem('mekong.theme')
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
  const locale = localStorage.getItem('mekong.locale')
  if (locale === 'vi' || locale === 'en') document.documentElement.lang = locale
} catch {
  // Storage is off: the system's theme it is.
}
