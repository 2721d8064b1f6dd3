// The page begins here.
import { render } from "preact";
import { App } from "./app";
import "./styles/base.css";
import "./styles/frame.css";
import "./styles/buttons.css";
import "./styles/controls.css";
import "./styles/messages.css";
import "./styles/upload.css";
import "./styles/reading.css";
import "./styles/viewport.css";
import "./styles/tables.css";
import "./styles/dashboard.css";

render(<App />, document.getElementById("page")!);
