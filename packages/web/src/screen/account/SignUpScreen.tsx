import { AccountPage } from './AccountPage.tsx'

const SignUpScreen = () => <AccountPage action="sign-up" />

export default SignUpScreen
