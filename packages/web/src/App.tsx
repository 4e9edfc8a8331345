import { Route, Router } from '@solidjs/router'
import { ErrorBoundary, lazy, type ParentProps, Suspense } from 'solid-js'
import { ToastRegion } from './part/ToastRegion.tsx'
import { type Studio, StudioProvider } from './runtime/Studio.ts'
import { CrashScreen } from './screen/frame/CrashScreen.tsx'
import LibraryScreen from './screen/library/LibraryScreen.tsx'

const ProjectScreen = lazy(() => import('./screen/project/ProjectScreen.tsx'))
const ScriptScreen = lazy(() => import('./screen/project/ScriptScreen.tsx'))
const SignInScreen = lazy(() => import('./screen/account/SignInScreen.tsx'))
const SignUpScreen = lazy(() => import('./screen/account/SignUpScreen.tsx'))
const InviteScreen = lazy(() => import('./screen/invite/InviteScreen.tsx'))
const NotFoundScreen = lazy(() => import('./screen/frame/NotFoundScreen.tsx'))

/** The whole app: one studio, and a screen per address. */
export const App = (props: { readonly studio: Studio }) => {
  const Shell = (shell: ParentProps) => (
    <ErrorBoundary
      fallback={(error: unknown, reset) => <CrashScreen error={error} reset={reset} />}
    >
      <Suspense>{shell.children}</Suspense>
      <ToastRegion />
    </ErrorBoundary>
  )
  return (
    <StudioProvider value={props.studio}>
      <Router root={Shell}>
        <Route path="/" component={LibraryScreen} />
        <Route path="/project/:id" component={ProjectScreen} />
        <Route path="/project/:id/scenes" component={ProjectScreen} />
        <Route path="/script/:document" component={ScriptScreen} />
        <Route path="/sign-in" component={SignInScreen} />
        <Route path="/sign-up" component={SignUpScreen} />
        <Route path="/invite/:token" component={InviteScreen} />
        <Route path="*" component={NotFoundScreen} />
      </Router>
    </StudioProvider>
  )
}
