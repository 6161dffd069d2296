declare global {
  namespace App {
    interface PageState {
      /** Set when "New opportunity" was pressed on another screen: the board opens its quick create. */
      create?: boolean
    }
  }
}

export {}
