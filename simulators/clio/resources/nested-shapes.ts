import { plainShape, type Shape } from './shape.ts';

/** Records that are only shown inside others, with the fields Clio names for them. */
const shapes = {
  Account: 'id etag name state address city province postal_code country phone fax created_at updated_at',
  AccountBalance: 'id name type balance currency_id',
  ActivityDescriptionRate: 'amount non_billable_amount type hierarchy rate_table_name rate_table_category_name',
  ActivityRate: 'id etag rate flat_rate contact_id co_counsel_contact_id created_at updated_at',
  Address: 'id etag name street city province postal_code country primary created_at updated_at',
  AttorneyAllocation: 'id etag created_at updated_at',
  Avatar: 'id etag url created_at updated_at',
  Balance: 'id type amount due interest_amount',
  BillTheme: 'id etag name default config account_id created_at updated_at',
  BillingSetting: 'id etag created_at updated_at',
  ActivityCalendarEntry: 'id etag calendar_owner_id',
  Attendee: 'id etag type name email enabled created_at updated_at',
  CalendarEntryEventType: 'id etag name color created_at updated_at',
  CommunicationEmlFile: 'id',
  ConferenceMeeting: 'id etag type source_id conference_id conference_password join_url created_at updated_at',
  MatterDocket: 'id etag name status start_date start_time deleted_at created_at updated_at',
  NotificationEventSubscriber: 'id etag name user_id created_at updated_at',
  Reminder: 'id etag duration next_delivery_at state created_at updated_at',
  ClientPortal: 'id etag created_at updated_at',
  ContingencyFee: 'id etag created_at updated_at',
  Currency: 'id etag code sign created_at updated_at',
  CustomFieldSetAssociation: 'id etag created_at updated_at',
  Discount: 'rate type note early_payment_rate early_payment_period',
  DocumentCategory: 'id etag name created_at updated_at',
  DocumentVersion:
    'id etag content_type document_id filename fully_uploaded put_url received_at size uuid version_number ' +
    'created_at updated_at',
  EmailAddress: 'id etag name address primary created_at updated_at',
  EvergreenRetainer: 'id etag minimum_threshold created_at updated_at',
  ExternalProperty: 'id etag name value created_at updated_at',
  Folder: 'id etag name root locked type deleted_at created_at updated_at',
  InstantMessenger: 'id etag name address primary created_at updated_at',
  Interest: 'balance period rate total type',
  JobTitle: 'id etag name initials',
  KycFieldValue: 'id etag created_at updated_at',
  LegalAid: 'id',
  LineItemTax: 'id etag name rate formatted_rate amount order rule tax_rate_configuration_id created_at updated_at',
  LineItemTotals: 'discount_percent price quantity sub_total total',
  MatterBalance: 'id amount',
  MatterBillRecipient: 'id etag created_at updated_at',
  MatterBudget: 'id etag budget include_expenses notification_threshold notify_users created_at updated_at',
  NotificationMethod: 'id etag type email_address is_default_email_address created_at updated_at',
  PaymentProfile: 'id etag name discount_period discount_rate terms created_at updated_at',
  PicklistOption: 'id etag option deleted_at created_at updated_at',
  PhoneNumber: 'id etag name number primary created_at updated_at',
  PolymorphicObject: 'id type identifier secondary_identifier tertiary_identifier',
  SplitInvoice: 'id etag created_at updated_at',
  ActivityTask: 'id etag',
  TaskTemplateListInstance: 'id etag created_at updated_at',
  TaxSetting:
    'order rule tax_rate_configuration_id tax_rate_configuration_name tax_rate_configuration_rate ' +
    'tax_rate_configuration_formatted_rate',
  TextMessageConversation: 'id etag',
  Timer: 'id etag elapsed_time start_time created_at updated_at',
  UtbmsCode: 'id etag code name description type utbms_set_id created_at updated_at',
  WebSite: 'id etag name address default_web_site created_at updated_at',
} as const;

const built = new Map<string, Shape>();

export function nested(name: keyof typeof shapes): () => Shape {
  return () => {
    let shape = built.get(name);
    if (!shape) {
      shape = plainShape(name, shapes[name]);
      built.set(name, shape);
    }
    return shape;
  };
}
