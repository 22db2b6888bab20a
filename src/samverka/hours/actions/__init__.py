"""What is done with months: by the person, the coordinator, the countersigner, and for the Fund's portal."""

from samverka.hours.actions.approvals import Approved as Approved
from samverka.hours.actions.approvals import approve_sheets as approve_sheets
from samverka.hours.actions.approvals import end_authority as end_authority
from samverka.hours.actions.approvals import put_on_authority_list as put_on_authority_list
from samverka.hours.actions.channels import enter_in_portal as enter_in_portal
from samverka.hours.actions.channels import lift_entry as lift_entry
from samverka.hours.actions.channels import read_portal_export as read_portal_export
from samverka.hours.actions.channels import set_channel as set_channel
from samverka.hours.actions.channels import take_out_portal_file as take_out_portal_file
from samverka.hours.actions.reminders import remind as remind
from samverka.hours.actions.reminders import remind_by_clock as remind_by_clock
from samverka.hours.actions.sheets import confirm_sheet as confirm_sheet
from samverka.hours.actions.sheets import correct_sheet as correct_sheet
from samverka.hours.actions.sheets import lock_sheets as lock_sheets
from samverka.hours.actions.sheets import open_month as open_month
from samverka.hours.actions.sheets import remove_row as remove_row
from samverka.hours.actions.sheets import repeat_rows as repeat_rows
from samverka.hours.actions.sheets import report_nothing as report_nothing
from samverka.hours.actions.sheets import return_sheet as return_sheet
from samverka.hours.actions.sheets import save_row as save_row
from samverka.hours.actions.sheets import say_less as say_less
from samverka.hours.actions.sheets import state_other_hours as state_other_hours
from samverka.hours.actions.sheets import submit_month as submit_month
from samverka.hours.actions.sheets import take_back_sheet as take_back_sheet
from samverka.hours.actions.sheets import take_out_list as take_out_list
