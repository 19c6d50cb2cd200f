/** Action ids inside of the modals of the settings; open modals hold them, so they never change. */
export const OPEN_PART = 'settings_open_part';
export const EDIT_ENTRY = 'settings_edit_entry';
export const ADD_ENTRY = 'settings_add_entry';
export const CHECK_CONNECTIONS = 'settings_check_connections';
/** On the message of the first run. */
export const OPEN_SETTINGS = 'settings_open';
