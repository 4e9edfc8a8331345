/** The faces of the app, bundled: nothing is fetched from another origin. */
import '@fontsource-variable/instrument-sans/wght.css'
import '@fontsource-variable/newsreader/wght.css'
import '@fontsource/courier-prime/400.css'
import '@fontsource/courier-prime/400-italic.css'
import '@fontsource/courier-prime/700.css'
import '@fontsource/courier-prime/700-italic.css'
