import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from 'govuk-frontend'

import { LeaveThisPage } from './exit.js'
import { keepForms } from './keep.js'

// The components' own styles and checks ask for these two; a script in the page's head would need a hole in our policy.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

const COMPONENTS = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  LeaveThisPage,
  NotificationBanner,
  PasswordInput,
  Radios,
  ServiceNavigation,
  SkipLink,
]
for (const component of COMPONENTS) createAll(component)

keepForms(document, window)
