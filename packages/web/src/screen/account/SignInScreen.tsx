import { AccountPage } from './AccountPage.tsx'

const SignInScreen = () => <AccountPage action="sign-in" />

export default SignInScreen
