import { ExitThisPage } from 'govuk-frontend'

/** Leaves a page in a hurry so that “Back” does not lead to it again: the other site takes its place in the history. */
export class LeaveThisPage extends ExitThisPage {
  exitPage() {
    super.exitPage()
    window.location.replace(this.$button.href)
  }
}
